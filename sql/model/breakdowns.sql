/*
title = "Placements that broke down"
says = """
The moves within care by which a placement broke down: those whose reason the
setting names, as in placement_breakdowns. The provider is that of the placement
that broke down.
"""

[settings]
reasons = { default = "CREQB, CREQO, CHILD, ALLEG, STAND, APPRR", type = "text", says = "Reasons for a change of placement that make a breakdown, parted by commas; keep it as that of placement_breakdowns" }
*/
select
    authority,
    move_id,
    child_id,
    provider_id,
    moved_on,
from model.moves_within_care
where
    list_contains(
        string_split(
            replace(getvariable('breakdowns.reasons'), ' ', ''), ','
        ),
        reason
    )
