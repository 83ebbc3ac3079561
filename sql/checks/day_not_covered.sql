/*
says = "no return in hand describes the day that the figures are asked for"
remedy = "run without --as-at for the newest day that is covered, name a day that a return covers, or send the return for that day"
severity = "block"
needs = ["episodes"]
*/
select
    null::integer as file_id,
    null::bigint as row_number,
from (select getvariable('as_at') as as_at) as asked
where
    not exists (
        select 1
        from model.coverage
        where
            coverage.extract = 'episodes'
            and asked.as_at between coverage.covers_from and coverage.covers_to
    )
