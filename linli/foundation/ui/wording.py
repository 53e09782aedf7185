"""What is wrong with a translation, as far as a machine can tell.

Plain values in and out. Sources: ux.md §8 (banned phrases), §11 (plain words, the polite 您).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Each tells people that they failed; say instead what they can do. 你 is too familiar.
BANNED = (
    "用户不存在", "数据不存在", "参数错误", "系统错误", "未知错误", "系统异常", "非法操作",
    "非法请求", "操作失败", "请求失败", "权限不足", "无权访问", "你",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0\- +]*(?:\d+)?(?:\.\d+)?[diouxXeEfFgGcrsa%]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")

Key = tuple[str, str]  # context ("" for none), msgid


@dataclass(frozen=True, slots=True)
class Message:
    """A text as the code asks for it."""

    msgid: str
    plural: str = ""
    context: str = ""
    comment: str = ""

    @property
    def key(self) -> Key:
        """Return what tells it apart from other texts."""
        return (self.context, self.msgid)


@dataclass(frozen=True, slots=True)
class Translation:
    """A text as the catalogue has it; `texts` is one text, or one per plural form."""

    msgid: str
    plural: str
    context: str
    texts: tuple[str, ...]
    fuzzy: bool = False
    obsolete: bool = False

    @property
    def key(self) -> Key:
        """Return what tells it apart from other texts."""
        return (self.context, self.msgid)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one text of one app."""

    app: str
    msgid: str
    reason: str

    def __str__(self) -> str:
        return f"{self.app}: {self.msgid!r}: {self.reason}"


def faults_of_app(
    app: str, messages: Iterable[Message], translations: Iterable[Translation]
) -> Iterator[Fault]:
    """Return what keeps the translations of one app from being complete and right."""
    wanted = {message.key: message for message in messages}
    kept = list(translations)
    held = {translation.key for translation in kept if not translation.obsolete}
    for key, message in wanted.items():
        if _CHINESE.search(message.msgid + message.plural):
            yield Fault(app, message.msgid, "write it in English here, in Chinese in the catalogue")
        if key not in held:
            yield Fault(app, message.msgid, "missing: run `linli messages` and translate it")
    for translation in kept:
        asked = wanted.get(translation.key)
        if asked is None or translation.obsolete:
            yield Fault(app, translation.msgid, "obsolete: no code asks for it any more")
        else:
            yield from _faults_of(app, asked, translation)


def _faults_of(app: str, asked: Message, translation: Translation) -> Iterator[Fault]:
    if translation.plural != asked.plural:
        yield Fault(app, asked.msgid, "its plural has changed: run `linli messages`")
    elif not translation.texts or not all(translation.texts):
        yield Fault(app, asked.msgid, "not translated")
    elif translation.fuzzy:
        yield Fault(app, asked.msgid, "fuzzy: check the translation and take the mark away")
    else:
        for text in translation.texts:
            yield from _faults_of_text(app, asked, text)


def _faults_of_text(app: str, asked: Message, text: str) -> Iterator[Fault]:
    if placeholders(text) != placeholders(asked.plural or asked.msgid):
        yield Fault(app, asked.msgid, f"other placeholders in {text!r}")
    for phrase in BANNED:
        if phrase in text:
            yield Fault(app, asked.msgid, f"{phrase} in {text!r}: say what to do instead")


def placeholders(text: str) -> Counter[str]:
    """Return the placeholders of a text, however often each stands in it.

    >>> sorted(placeholders("%(n)d of %(total)d doors, 60%%"))
    ['%%', '%(n)d', '%(total)d']
    """
    return Counter(_PLACEHOLDER.findall(text))


def contradictions(translations: Iterable[tuple[str, Translation]]) -> Iterator[Fault]:
    """Return the texts that two apps translate in two ways: only one is ever shown."""
    first: dict[Key, tuple[str, Translation]] = {}
    for app, translation in translations:
        if translation.obsolete or not all(translation.texts):
            continue
        other_app, other = first.setdefault(translation.key, (app, translation))
        if other.texts != translation.texts:
            ways = f"{translation.texts[0]!r} here, {other.texts[0]!r} in {other_app}"
            yield Fault(app, translation.msgid, ways)
