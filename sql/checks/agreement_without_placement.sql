/*
says = "agreements pay for a child on the day who is not looked after then"
remedy = "enter ENDS_ON in the agreement, or find out why the return leaves the child out: until then a price is paid for a placement that nobody sees"
severity = "warn"
column = "ENDS_ON"
needs = ["agreements", "episodes"]
*/
with

looked_after as (
    select distinct authority, child_id
    from model.caseload
    where counted_on = getvariable('as_at')
)

select
    agreements.authority,
    children.source_child_id as child_id,
    agreements.file_id,
    agreements.row_number,
from model.agreement_terms as agreements
inner join model.children
    on agreements.child_id = children.child_id
left join looked_after
    on agreements.child_id = looked_after.child_id
where
    agreements.is_placement
    and agreements.valid_to is null
    and agreements.child_id is not null
    and looked_after.child_id is null
