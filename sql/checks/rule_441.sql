/*
number = "441"
says = "a child under four is said to have taken part in the review, or not, as an older child would"
remedy = "correct REVIEW_CODE to PN0, or DOB in the header table"
severity = "warn"
column = "REVIEW_CODE"
needs = ["reviews", "header"]
*/
select
    reviews.authority,
    reviews.child_id,
    reviews.file_id,
    reviews.row_number,
from staging.reviews as reviews
inner join staging.header as header
    on reviews.authority = header.authority
    and reviews.child_id = header.child_id
where
    reviews.review_code <> 'PN0'
    and age_on(header.born_on, reviews.reviewed_on) < 4
