/*
says = "placement searches are closed and have neither a day of closing nor one of placement"
remedy = "add CLOSED_ON: until then these searches are missing from every figure of searches closed in a period"
severity = "warn"
needs = ["referrals"]
*/
select
    referrals.file_id,
    referrals.row_number,
from staging.referrals as referrals
inner join code.referrals_outcome as outcomes
    on referrals.outcome = outcomes.code
where
    outcomes.is_closed
    and referrals.closed_on is null
    and referrals.placed_on is null
