import re

import pytest
from django import forms
from django.utils.translation import override
from jinja2 import UndefinedError

from linli.foundation.ui.jinja import new_key
from linli.foundation.ui.tests.build import markup, moment


class Matter(forms.Form):
    title = forms.CharField(label="Title", help_text="One sentence.")
    kind = forms.ChoiceField(
        label="Kind", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    open = forms.BooleanField(label="Open")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_text_of_people_is_escaped():
    assert "&lt;script&gt;" in markup("{{ ui.tag('ok', text) }}", text="<script>")


def test_a_missing_name_is_an_error_not_a_blank():
    with pytest.raises(UndefinedError):
        markup("{{ nobody }}")


def test_a_state_is_glyph_word_and_colour():
    shown = markup("{{ ui.tag('warn', 'to visit') }}")
    assert shown == '<span class="tag warn"><b aria-hidden="true">!</b> to visit</span>'


def test_an_icon_is_hidden_from_readers_because_a_word_stands_beside_it():
    assert 'aria-hidden="true"' in markup("{{ ui.icon('home') }}")


def test_a_button_with_an_address_is_a_link():
    assert markup("{{ ui.button('Go', url='/x/') }}") == (
        '<a class="btn primary" href="/x/"><span>Go</span></a>'
    )


def test_a_button_without_an_address_submits():
    shown = markup("{{ ui.button('Pass on', kind='quiet', name='to', value='3') }}")
    assert shown.startswith('<button type="submit" class="btn quiet" name="to" value="3">')


def test_a_form_that_posts_carries_a_token_and_a_fresh_key():
    twice = [markup("{{ ui.form_start('/x/') }}{{ ui.form_end() }}") for _ in range(2)]
    keys = [re.findall(r'name="idempotency_key" value="([^"]+)"', shown)[0] for shown in twice]
    assert "csrfmiddlewaretoken" in twice[0]
    assert keys[0] != keys[1]
    assert len(keys[0]) == len(new_key()) <= 64


def test_a_form_that_gets_carries_neither():
    shown = markup("{{ ui.form_start('/x/', method='get') }}")
    assert "csrf" not in shown
    assert "idempotency_key" not in shown


def test_a_field_that_is_right_points_to_its_hint_only():
    shown = markup("{{ ui.field(form.title, {'autocomplete': 'off'}) }}", form=Matter())
    assert 'aria-describedby="id_title_helptext"' in shown
    assert 'autocomplete="off"' in shown
    assert "aria-invalid" not in shown


def test_a_field_that_is_wrong_says_so_to_eyes_and_readers():
    shown = markup("{{ ui.field(form.title) }}", form=Matter({}))
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'id="id_title_error"' in shown


def test_choices_are_a_group_with_a_legend_and_one_row_each():
    shown = markup("{{ ui.field(form.kind) }}", form=Matter({}))
    assert "<legend>Kind</legend>" in shown
    assert shown.count('class="option"') == 2
    assert shown.count('type="radio"') == 2
    assert 'aria-describedby="id_kind_error"' in shown


def test_a_box_to_tick_stands_in_its_own_row():
    assert '<label class="option" for="id_open">' in markup(
        "{{ ui.field(form.open) }}", form=Matter()
    )


def test_a_hidden_field_shows_nothing_but_itself():
    shown = markup("{{ ui.field(form.secret) }}", form=Matter())
    assert shown.strip() == '<input type="hidden" name="secret" id="id_secret">'


def test_every_line_of_the_summary_leads_to_something_on_the_page():
    source = "{{ ui.error_summary(form) }}{% for f in form %}{{ ui.field(f) }}{% endfor %}"
    shown = markup(source, form=Matter({}))
    targets = re.findall(r'href="#([^"]+)"', shown)
    assert len(targets) == 3
    assert all(f'id="{target}"' in shown for target in targets)
    assert "Please mend 3 things" in shown


def test_the_summary_of_a_right_form_is_nothing():
    assert markup("{{ ui.error_summary(form) }}", form=Matter()).strip() == ""


def test_a_deed_that_cannot_be_undone_is_asked_for_in_words_first():
    shown = markup("{{ ui.post_button('/x/', 'Close', confirm_text='It ends now.') }}")
    assert shown.index("<summary") < shown.index("It ends now.") < shown.index("<form")
    assert "Yes: Close" in shown


def test_a_plain_post_button_sends_what_it_was_given():
    shown = markup("{{ ui.post_button('/x/', 'Go', fields={'post_id': 7}) }}")
    assert '<input type="hidden" name="post_id" value="7">' in shown
    assert "<details" not in shown


@pytest.mark.parametrize(
    ("value", "text", "width"),
    [
        pytest.param(62, "still missing: 29 doors", 455, id="short of it"),
        pytest.param(90, "still missing: 1 doors", 661, id="one short"),
        pytest.param(91, "enough", 669, id="exactly enough"),
        pytest.param(140, "enough", 1000, id="never longer than the bar"),
    ],
)
def test_a_meter_shows_the_gap(value, text, width):
    shown = markup("{{ ui.meter(value, 136, threshold=91, unit='doors') }}", value=value)
    assert text in shown
    assert f'class="fill" width="{width}"' in shown
    assert ("reached" in shown) is (value >= 91)
    assert "style=" not in shown


def test_a_meter_over_nobody_is_empty():
    assert 'class="fill" width="0"' in markup("{{ ui.meter(0, 0) }}")


def test_a_timeline_says_in_words_where_things_stand():
    steps = [
        {"state": "done", "text": "Received", "at": moment(2026, 12, 1, 9, 0), "who": "Lu"},
        {"state": "now", "text": "In repair", "note": "Soon."},
        {"state": "todo", "text": "Settled"},
    ]
    shown = markup("{{ ui.timeline(steps) }}", steps=steps)
    assert '<time datetime="2026-12-01T09:00:00+08:00">' in shown
    assert "(done)" in shown
    assert 'aria-current="step"' in shown
    assert "(to come)" in shown


def test_a_timeline_in_one_line_leaves_out_the_rest():
    steps = [{"state": "stopped", "text": "Withdrawn", "note": "By its author."}]
    assert "By its author" not in markup("{{ ui.timeline(steps, line=true) }}", steps=steps)


def test_columns_of_numbers_are_marked_in_head_body_and_foot():
    shown = markup(
        "{{ ui.table('Quotes', ['Firm', ('Price', 'num')], [['A', '1']], foot=['Sum', '1']) }}"
    )
    assert shown.count('class="num"') == 3
    assert shown.count('<th scope="row">') == 2
    assert 'role="region"' in shown


def test_figures_lead_to_their_list_when_there_is_one():
    shown = markup("{{ ui.figures([{'value': 3, 'label': 'late', 'url': '/l/', 'state': 'bad'},"
                   " {'value': 4, 'label': 'new'}]) }}")  # fmt: skip
    assert '<li class="bad">\n<a href="/l/"><b>3</b>' in shown
    assert "<div><b>4</b>" in shown


def test_a_picture_of_a_building_says_each_state_in_a_word():
    cells = [{"text": "601", "state": "ok", "word": "has voted", "url": "/u/"}, None,
             {"text": "603", "state": "info", "word": "tenant", "glyph": "◇"}]  # fmt: skip
    shown = markup("{{ ui.units('3-1', ['01', '02', '03'], [('6', cells)]) }}", cells=cells)
    assert '<a class="ok" href="/u/"><span>601</span><b aria-hidden="true">✓</b>' in shown
    assert '<span class="vh">has voted</span>' in shown
    assert "◇" in shown
    assert shown.count("<td>") == 4


def test_a_ballot_has_one_labelled_row_a_choice():
    shown = markup(
        "{{ ui.choice_buttons('choice', 'Do you agree?', [('yes', 'Yes', '', '✓'),"
        " ('no', 'No', 'a note', '')], chosen='no', hint='Once only.', error='Choose one.') }}"
    )
    assert shown.count('type="radio"') == 2
    assert shown.count(" checked") == 1
    assert 'aria-describedby="id_choice_helptext id_choice_error"' in shown


def test_a_deadline_says_until():
    shown = markup("{{ ui.deadline(at) }} {{ ui.countdown(at) }}", at=moment(2020, 1, 6, 18, 0))
    assert "until <time" in shown
    assert "Mon 6 Jan 2020 18:00" in shown
    assert "time is up" in shown


def test_boxes_and_folds_hold_what_they_are_given():
    source = (
        "{% call ui.notice('warn', 'Note') %}<p>a</p>{% endcall %}"
        "{% call ui.fold('Why?', open=true) %}<p>b</p>{% endcall %}"
        "{% call ui.card('Case', url='/c/', tag_html=ui.tag('ok', 'new')) %}<p>c</p>{% endcall %}"
    )
    shown = markup(source)
    assert '<div class="notice warn">' in shown
    assert '<details class="fold" open>' in shown
    assert '<h2><a href="/c/">Case</a></h2>' in shown


def test_small_parts_are_whole():
    shown = markup(
        "{{ ui.facts([('Budget', ui.money(3600000)), ('Said', ui.money(3600000, prose=true))]) }}"
        "{{ ui.breadcrumbs([('Home', '/')]) }}{{ ui.empty('Nothing.', '/n/', 'Begin') }}"
        "{{ ui.call_link('0000 1111', 'Call') }}{{ ui.copy_button('x', 'Copy') }}"
        "{{ ui.print_button() }}{{ ui.steps(['a', 'b', 'c'], 2) }}"
        "{{ ui.row('/r/', 'Roof', note='new') }}{{ ui.as_of(at, 'Counted.') }}",
        at=moment(2020, 1, 6, 18, 0),
    )
    assert "¥36,000.00" in shown
    assert "¥36,000<" in shown
    assert 'href="tel:00001111"' in shown
    assert shown.count(" hidden ") == 2
    assert '<li class="done">a</li>' in shown
    assert "Figures as of 6 Jan 2020 18:00. Counted." in shown
