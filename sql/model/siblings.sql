/*
title = "Siblings"
says = """
One row per child who belongs to a sibling group. The group has no dates:
brothers and sisters stay so, whenever each came into care.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    sibling_group,
    file_id,
    row_number,
from staging.siblings
where sibling_group is not null
order by authority, child_id
