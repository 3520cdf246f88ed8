with recursive tree_lines as (
    select
        tree.category_id,
        tree.parent_id,
        row_number() over (
            partition by tree.category_id
            order by files.name collate "C" desc, tree.line_no desc
        ) as lines_from_last
    from raw_rr_category_tree as tree
    inner join ops.source_files as files on tree.file_id = files.id
    where tree.category_id is not null
),

-- A category that is listed twice hangs where its last line says.
categories as (
    select
        category_id,
        parent_id
    from tree_lines
    where lines_from_last = 1
),

-- From the roots downwards: a circle of parents has no root and is never entered.
placed_categories as (
    select
        roots.category_id,
        roots.parent_id,
        0 as depth,
        roots.category_id as root_category_id,
        roots.category_id::text as path
    from categories as roots
    left join categories as parents on roots.parent_id = parents.category_id
    where parents.category_id is null

    union all

    select
        children.category_id,
        children.parent_id,
        parents.depth + 1 as depth,
        parents.root_category_id,
        parents.path || '>' || children.category_id::text as path
    from placed_categories as parents
    inner join categories as children on parents.category_id = children.parent_id
)

select
    category_id,
    parent_id,
    depth,
    root_category_id,
    path
from placed_categories
