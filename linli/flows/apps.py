"""Django's registration of flows, and the table of which fact leads to what."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "linli.flows"
    label = "flows"

    def ready(self) -> None:
        """Subscribe every handler, once; they run in this order."""
        from linli.flows import (  # noqa: PLC0415  handlers import models
            case_becomes_topic,
            decision_opens_project,
            decision_tells_case,
            deeds,  # noqa: F401  registration is the import
            notice_clears_plan,
            project_answers_case,
            vote_decides_pitch,
        )
        from linli.foundation.kernel.facts import subscribe  # noqa: PLC0415  as above
        from linli.mechanisms.register.events import NoticeTookEffect  # noqa: PLC0415  as above
        from linli.mechanisms.voting.events import VoteClosed  # noqa: PLC0415  as above
        from linli.practices.cases.events import CaseHandedToCouncil  # noqa: PLC0415  as above
        from linli.practices.deliberation.events import PitchDecided  # noqa: PLC0415  as above
        from linli.practices.projects.events import ProjectAccepted  # noqa: PLC0415  as above

        subscribe(CaseHandedToCouncil, case_becomes_topic.put_to_courtyard)
        subscribe(NoticeTookEffect, notice_clears_plan.clear)
        subscribe(NoticeTookEffect, decision_opens_project.open_works)
        subscribe(VoteClosed, vote_decides_pitch.decide)
        subscribe(PitchDecided, decision_tells_case.tell)
        subscribe(ProjectAccepted, project_answers_case.give_answer)
