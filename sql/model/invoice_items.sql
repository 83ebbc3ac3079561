/*
title = "Items of invoices"
says = """
One row per item that invoice lines bill for, as it is written, with its words
folded (folded) and what they say it is for (part): the whole price, core,
support, education, other (a fee of its own), discount, results, or contract
(costs of a contract); null where no word is known. A placement "with" or "and"
something is the whole price. discount_kind: which discount it names.
"""
*/
with

items as (
    select distinct item from staging.invoices
    where item is not null
),

folded as (
    select
        item,
        trim(regexp_replace(lower(item), '[^a-z0-9]+', ' ', 'g')) as folded,
        regexp_extract_all(lower(item), '[a-z]+|&') as words,
    from items
),

words as (
    select
        item,
        replace(unnest(words), '&', 'and') as word,
    from folded
),

meanings as (
    select
        words.item,
        bool_or(known.part = 'joined') as is_joined,
        bool_or(known.part = 'whole') as is_whole,
        arg_min(known.part, known.sort)
            filter (where known.part not in ('joined', 'whole')) as part,
    from words
    inner join code.invoice_items as known
        on words.word = known.code
    group by words.item
)

select
    folded.item,
    folded.folded,
    case
        when meanings.part in ('discount', 'results', 'contract')
            then meanings.part
        when meanings.is_joined and meanings.is_whole then 'whole'
        when meanings.part is not null then meanings.part
        when meanings.is_whole then 'whole'
    end as part,
    case
        when meanings.part is distinct from 'discount' then null
        when list_has_any(words, ['sibling', 'siblings', 'brother', 'sister'])
            then 'sibling'
        when list_contains(words, 'volume') then 'volume'
        when list_has_any(words, ['long', 'stay', 'term']) then 'long stay'
    end as discount_kind,
from folded
left join meanings
    on folded.item = meanings.item
