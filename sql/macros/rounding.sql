-- Public counts to the nearest multiple that the council names.

-- Whether they are rounded at all.
create macro is_rounding() as
    coalesce(getvariable('disclosure.round_to') > 1, false);

-- What a public copy holds: of two amounts the rounded one, where it rounds.
create macro as_published(rounded, exact) as
    case when is_rounding() then rounded else exact end;

-- A count to the nearest multiple, half-way away from nought.
create macro round_count(amount) as
    (
        divide_exact(amount, getvariable('disclosure.round_to'), 0)
        * getvariable('disclosure.round_to')
    )::decimal(18, 4);

-- The smallest count that rounds to the same multiple (not for nought).
create macro smallest_rounded_to(rounded) as
    rounded - getvariable('disclosure.round_to') // 2;

-- Whether the parts of a figure are counts: of children, placements, nights,
-- places. Money, scores and distances are not.
create macro has_counts(unit, case_kind) as
    not starts_with(unit, 'pounds')
    and unit not in ('miles', 'score')
    and case_kind not in ('ledger line', 'invoice line', 'contract');

-- Whether so many, rounded, are ten for certain. A mean that prints to a tenth
-- may be told of as many only: the sums of fewer whole numbers do not give
-- every tenth, and would tell how many there are.
create macro are_ten(rounded) as
    rounded > 0 and smallest_rounded_to(rounded) >= 10;
