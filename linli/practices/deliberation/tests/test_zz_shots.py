import pytest, pathlib, re
from datetime import timedelta
from linli.foundation.kernel import clock
from linli.foundation.people.tests.build import sign_in, an_actor, a_resident, key
from linli.practices.deliberation.tests import build
from linli.practices.deliberation import actions
from linli.practices.deliberation.rules import Stance
pytestmark = pytest.mark.django_db
OUT=pathlib.Path('/tmp/delib_shots'); OUT.mkdir(exist_ok=True)
def dump(name, r):
    h=r.content.decode()
    h=re.sub(r'/static/ui/([a-z]+)(\.[0-9a-f]+)?\.(css|svg|js)', r'file:///work/main/linli/foundation/ui/static/ui/\1.\3', h)
    (OUT/f'{name}.html').write_text(h)
def test_dump(client):
    hall=build.a_hall(members=36)
    t=build.a_topic(hall)
    for n,(st,tx) in enumerate([(Stance.FOR,"后门坏了半年了，晚上有人进来，早该修。"),(Stance.AGAINST,"门修好了还会被撬，钱白花。"),(Stance.OTHER,"先把路灯修好，再说门的事。"),(Stance.FOR,"同意，装门禁。")]):
        build.an_opinion(hall,t,person=a_resident(hall.city.building,number=f"40{n}",name="王大"),stance=st,text=tx)
    sign_in(client,hall.resident); dump('topic_resident',client.get(f'/topics/{t.pk}/'))
    sign_in(client,hall.steward); dump('topic_steward',client.get(f'/topics/{t.pk}/'))
    sign_in(client,hall.leader); dump('topic_leader',client.get(f'/topics/{t.pk}/'))
    dump('plan_form',client.get(f'/topics/{t.pk}/plan/new/'))
    dump('plan_form_bad',client.post(f'/topics/{t.pk}/plan/new/',{**{"content":"换一扇新门","label_1":"门禁","amount_1":"24,000.00","label_2":"安装","amount_2":"一万","label_3":"","amount_3":"500"},**key()}))
    p=build.a_plan(hall,t,agreed=0)
    for s in hall.seats[:2]: actions.agree_to_plan(plan=p,actor=an_actor(s),now=clock.now())
    dump('plan_agree',client.get(f'/plans/{p.pk}/'))
    actions.agree_to_plan(plan=p,actor=an_actor(hall.leader),now=clock.now())
    dump('plan_adopt',client.get(f'/plans/{p.pk}/'))
    actions.adopt_plan(plan=p,actor=hall.actor('leader'),now=clock.now())
    dump('topic_announced',client.get(f'/topics/{t.pk}/'))
    p=build.cleared(hall,p.__class__.objects.get(pk=p.pk))
    dump('pitch_form',client.get(f'/plans/{p.pk}/pitch/'))
    pi=actions.submit_pitch(plan=p,funding_sources="小区公共收益 30,000 元\n居民自筹 6,000 元",opinions="走访 120 户，见到 102 户。多数同意装门禁；3 户担心以后的维护费，1 户认为先修路灯。",opinions_for=98,opinions_against=4,objections="1. 门太重，老人推不开。\n答复（有理）：改用轻型闭门器。",actor=hall.actor('leader'),now=clock.now())
    sign_in(client,hall.worker); dump('rs_form',client.get('/road-shows/new/'))
    show=build.a_road_show(hall,pi)
    sign_in(client,hall.chair); dump('pitch_chair',client.get(f'/pitches/{pi.pk}/'))
    sign_in(client,hall.resident); dump('pitch',client.get(f'/pitches/{pi.pk}/'))
    dump('road_show',client.get(f'/road-shows/{show.pk}/'))
    dump('topic_late',client.get(f'/topics/{t.pk}/'))
