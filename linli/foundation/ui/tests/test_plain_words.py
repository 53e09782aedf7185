import pytest
from django.utils.translation import gettext, override

from linli.foundation.ui.plain_words import SENTENCES


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_django_say_in_chinese_what_to_do(sentence):
    with override("zh-hans"):
        assert "请" in gettext(sentence)
        assert "字段" not in gettext(sentence)
