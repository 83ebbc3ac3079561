/*
title = "What a copy may not tell"
says = """
What only the copy of one provider may hold: names, numbers, agreements, prices
and children in its care. Before a pack is published it is searched for those of
every other provider. sought_as: whole (these words in this order), word (one
word of a name), price (an amount, beside something else of the provider's), own
(not a secret: the provider's own words, of which another's name may be part),
alone (an amount that only this provider has as a price, with nothing beside it),
known (not a secret: an amount that the provider may be told, whoever else has
it as a price). The council's own provision is no secret. Numbers of fewer than
five digits and nothing else are not sought: a count may look the same.
"""
audience = "exempt"
scope = "provider"
needs = ["providers"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "Whose it is; nobody's where it is empty", is_printed = false }
kind = { label = "Kind", unit = "text", says = "What it is, as a finding names it" }
secret = { label = "Secret", unit = "text", says = "The text that is sought" }
sought_as = { label = "Sought as", unit = "text", says = "whole, word, price, own, alone or known" }

[settings]
common_to = { default = 3, type = "integer", says = "A word in the names of more providers than this tells of none of them" }
*/
with

facts as (
    select * from model.provider_secrets
),

name_words as (
    select
        provider_id,
        unnest(
            regexp_extract_all(lower(secret), '[\p{L}\p{N}]+')
        ) as word,
    from facts
    where kind = 'name of another provider'
),

ordinary as (
    select code as word from code.words_of_names

    union

    select unnest(regexp_extract_all(lower(label), '[\p{L}\p{N}]+')) as word
    from model.services
),

distinctive as (
    select distinct
        name_words.provider_id,
        name_words.word,
    from name_words
    anti join ordinary
        on name_words.word = ordinary.word
    where length(name_words.word) >= 4
    qualify
        count(distinct name_words.provider_id) over (
            partition by name_words.word
        ) <= getvariable('pack_secrets.common_to')
)

select
    provider_id,
    kind,
    secret,
    sought_as,
from facts
where
    secret is not null
    and (
        sought_as <> 'whole'
        or not regexp_full_match(secret, '[0-9]{1,4}')
    )

union

select
    provider_id,
    'a word of the name of another provider' as kind,
    word as secret,
    'word' as sought_as,
from distinctive

union

select
    provider_id,
    kind,
    secret,
    'alone' as sought_as,
from model.provider_bare_prices

union

select
    provider_id,
    'amount of its own' as kind,
    unnest(printed_amounts(amount)) as secret,
    'known' as sought_as,
from model.provider_amounts
where amount > 0 and provider_id is not null
order by all
