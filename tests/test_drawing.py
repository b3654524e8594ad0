from drawing import draw, grid

FORM = """
|项目资金⏎（万元）|   |年初预算数|执行率|
|^              |年度资金总额|<|313.4%|
|^              |其中：财政拨款|#|      |
"""


def test_a_drawing_gives_its_grid_and_back() -> None:
    table = grid(FORM)
    block, total = table.at(2, 0), table.at(1, 2)
    assert (table.n_rows, table.n_cols) == (3, 4)
    assert block is not None
    assert (block.text, block.rows, block.cols) == ("项目资金\n（万元）", 3, 1)
    assert total is not None
    assert (total.text, total.cols) == ("年度资金总额", 2)
    assert table.at(2, 2) is None
    assert grid(draw(table)).cells == table.cells
