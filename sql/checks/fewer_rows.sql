/*
says = "a file holds many rows fewer than the one before it, and more than chance would explain"
remedy = "export it again and compare the row counts; if so many are really gone, raise `percent` in [checks.fewer_rows] of council.toml"
severity = "warn"
[settings.percent]
default = 20
type = "integer"
says = "How many rows fewer, in per cent, are too many; a difference that chance explains once in a hundred times is none."
*/
with

files as (
    select
        *,
        coalesce(covers_to - covers_from, 0) as span,
    from staging.files
    where covers in ('return year', 'register', 'always')
),

pairs as (
    select
        files.file_id,
        files.rows_read,
        arg_max(
            earlier.rows_read,
            struct_pack(
                snapshot_on := earlier.snapshot_on,
                precedence := earlier.precedence
            )
        ) as earlier_rows,
    from files
    inner join files as earlier
        on files.extract = earlier.extract
        and files.authority is not distinct from earlier.authority
        and files.snapshot_on > earlier.snapshot_on
        and files.span >= earlier.span
    group by files.file_id, files.rows_read
)

select
    file_id,
    null::bigint as row_number,
    rows_read || ' rows, ' || earlier_rows || ' in the one before' as detail,
from pairs
where
    rows_read * 100
    < earlier_rows * (100 - getvariable('fewer_rows.percent'))
    and 100 * (earlier_rows - rows_read) * (earlier_rows - rows_read)
    > 664 * (earlier_rows + rows_read)
