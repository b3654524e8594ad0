"""Words as the store keeps them: in both languages, so that whoever reads it later gets the own one."""

from __future__ import annotations

import json

from extract.message import Message
from fuhe.language import say


def kept(message: Message) -> str:
    """A message as one text."""
    return json.dumps([message.zh, message.en], ensure_ascii=False)


def both(text: str) -> Message:
    """The message that `kept` made a text of; what a store of former days has in one language is all there is."""
    return Message(*json.loads(text)) if text.startswith('["') else Message(text, text)


def told(text: str) -> str:
    """The words in the language of this run."""
    message = both(text)
    return say(message.zh, message.en)
