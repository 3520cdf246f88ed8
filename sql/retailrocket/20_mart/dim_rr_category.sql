select
    category_id,
    parent_id,
    depth,
    root_category_id,
    path
from stg_rr_category_dim
