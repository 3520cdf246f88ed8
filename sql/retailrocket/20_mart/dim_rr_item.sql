select
    item_id,
    valid_from,
    valid_to,
    category_id,
    available
from stg_rr_item_snapshot
