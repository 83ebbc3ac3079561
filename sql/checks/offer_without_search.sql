/*
says = "offers answer a placement search that the record of searches does not hold"
remedy = "correct REFERRAL_ID in the offers, or send the searches of that time too: until then these offers count nowhere"
severity = "warn"
needs = ["offers", "referrals"]
*/
select
    offers.file_id,
    offers.row_number,
from staging.offers as offers
where
    not exists (
        select 1
        from staging.referrals as referrals
        where
            referrals.authority = offers.authority
            and referrals.referral_id = offers.referral_id
    )
