"""Projects in every state, for `world.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.practices.projects.models import Project
    from tests.browser.world import Ids, Neighbourhood


def carry_out(here: Neighbourhood) -> Ids:
    """Bring a project into every state."""
    from linli.practices.projects import actions as projects
    from linli.practices.projects.models import Project, Quote
    from linli.practices.projects.rules import Line, Origin

    def opened(title: str, days: float) -> Project:
        project = projects.open_project(
            place=here.compound, title=title, actor=here.leader, now=here.ago(days),
            lines=[Line("铁门和门框", 2_200_000), Line("门禁和布线", 1_400_000)],
        )  # fmt: skip
        projects.name_source(
            project=project, origin=Origin.SUBSIDY, label="社区保障资金", fen=3_000_000,
            actor=here.leader, now=here.ago(days),
        )  # fmt: skip
        return project

    def quoting(title: str, days: float, *, due: float) -> Project:
        project = opened(title, days)
        project = projects.invite_quotes(
            project=project, due=here.ago(due), actor=here.leader, now=here.ago(days - 0.1)
        )
        for bidder in ("安居门业", "恒固五金", "邻安科技"):
            projects.register_quote(
                project=project, bidder=bidder, actor=here.leader, now=here.ago(days - 0.2)
            )
        return project

    def declared(title: str, days: float) -> Project:
        project = quoting(title, days, due=days - 2)
        for chooser in [here.leader, *here.group[1:]]:
            projects.declare_interest(
                project=project, has_interest=False, actor=chooser, now=here.ago(days - 1)
            )
        return project

    def read_out(title: str, days: float) -> Project:
        project = declared(title, days)
        quotes = Quote.objects.filter(project=project).order_by("pk")
        prices = (3_550_000, 3_450_000, 3_600_000)
        return projects.open_quotes(
            project=project, actor=here.leader, now=here.ago(days - 3),
            amounts={quote.pk: fen for quote, fen in zip(quotes, prices, strict=True)},
            witnesses="五位议事员和两位居民",
        )  # fmt: skip

    def chosen(title: str, days: float) -> Project:
        project = read_out(title, days)
        return projects.choose_quote(
            project=project, quote=Quote.objects.get(project=project, bidder="恒固五金"),
            reason="价格最低，保修三年。", actor=here.leader, now=here.ago(days - 4),
        )  # fmt: skip

    def signed(title: str, days: float) -> Project:
        project = projects.sign_contract(
            project=chosen(title, days), amount=3_450_000, actor=here.leader,
            now=here.ago(days - 5),
        )  # fmt: skip
        projects.record_scope_change(
            project=project, what="少装一个读卡器", fen=-50_000, actor=here.leader,
            now=here.ago(days - 6),
        )  # fmt: skip
        projects.record_payment(
            project=project, fen=1_000_000, voucher="2026-118", paid_on=here.ago(days - 7).date(),
            actor=here.leader, now=here.ago(days - 7),
        )  # fmt: skip
        return Project.objects.get(pk=project.pk)

    return {
        "opened project": opened("补路灯", 3).pk,
        "quoting project": quoting("换水泵", 4, due=-3).pk,
        "due project": declared("修围墙", 6).pk,
        "read-out project": read_out("修滑梯", 9).pk,
        "chosen project": chosen("换楼门", 12).pk,
        "signed project": signed("装车棚", 20).pk,
    }
