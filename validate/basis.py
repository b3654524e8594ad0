"""What a rule rests on, said with every finding. Practice that no official text confirms is called so."""

from extract.message import Message

ARITHMETIC = Message("表内算术关系，任何口径下均应成立", "arithmetic of the form itself, whatever the reading")
OF_SENTENCE = Message("句内数字之间的算术关系", "arithmetic of the sentence itself")
DEFINITION = Message("指标自身的定义", "the definition of the measure itself")
FORM_LAYOUT = Message("自评表栏目要求", "the cells the form itself asks for")
FORM_NOTE = Message("自评表所印填表说明的通行口径", "filling notes printed on forms in use")
RATING = Message(
    "财政部对中央部门绩效自评统一的等级划分：90 分以上为优，80 至 90 分为良，60 至 80 分为中，60 分以下为差",
    "the rating bands the Ministry of Finance unified for central departments: "
    "“优” from 90, “良” from 80, “中” from 60",
)
SYSTEM = Message("预算绩效管理系统的录入校验口径", "what budget performance systems check on entry")
PRACTICE = Message("实践经验，未经官方文件证实", "practice, unconfirmed by an official text")
COMMON_SENSE = Message("文档前后应当一致", "a document should agree with itself")

OF_SELF_ASSESSMENTS = (FORM_LAYOUT, FORM_NOTE, SYSTEM, PRACTICE)
"""What binds those who assess themselves, and nobody else."""
