-- What is said of a figure beside another.

-- Change as a percentage of the earlier figure; null ("not applicable") where
-- the earlier figure is nought, or either is below it, as a variance may be.
create macro percent_change_exact(figure, earlier) as
    case
        when earlier > 0 and figure >= 0 then
            divide_exact((figure - earlier) * 100, earlier, 6)
    end;

-- "Improved" and "worsened" are said only where the whole interval of the
-- change lies on one side of nought and the measure has a good side. Without
-- an interval, and for money, the words are "higher" and "lower".
create macro direction_of(change, change_lower, change_upper, polarity, unit) as
    case
        when change is null then null
        when change = 0 then 'unchanged'
        when change_lower <= 0 and change_upper >= 0 then 'no clear change'
        when
            change_lower is null
            or polarity = 'neutral'
            or starts_with(unit, 'pounds')
        then case when change > 0 then 'higher' else 'lower' end
        when (change > 0) = (polarity = 'higher is better') then 'improved'
        else 'worsened'
    end;

-- Met at the target itself, near within the tolerance of it.
create macro target_status_of(figure, target, tolerance, polarity) as
    case
        when figure is null or target is null or polarity = 'neutral' then null
        when polarity = 'higher is better' then case
            when figure >= target then 'met'
            when figure >= target - tolerance then 'near'
            else 'missed'
        end
        when figure <= target then 'met'
        when figure <= target + tolerance then 'near'
        else 'missed'
    end;
