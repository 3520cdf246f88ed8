with recursive tree_lines as (
    select
        tree.category_id,
        tree.parent_id,
        files.name as file_name,
        tree.line_no,
        row_number() over (
            partition by tree.category_id
            order by files.name collate "C" desc, tree.line_no desc
        ) as lines_from_last
    from raw_rr_category_tree as tree
    inner join ops.source_files as files on tree.file_id = files.id
),

categories as (
    select
        category_id,
        parent_id,
        file_name,
        line_no
    from tree_lines
    where lines_from_last = 1 and category_id is not null
),

-- Pairs of a category and one above it; union drops repeated pairs, so a circle ends the walk.
ancestors as (
    select
        category_id,
        parent_id as ancestor_id
    from categories
    where parent_id is not null

    union

    select
        ancestors.category_id,
        parents.parent_id as ancestor_id
    from ancestors
    inner join categories as parents on ancestors.ancestor_id = parents.category_id
    where parents.parent_id is not null
),

problems as (
    select
        categories.file_name,
        categories.line_no,
        categories.category_id,
        categories.parent_id,
        'parent is not in the tree; counts as a root' as problem
    from categories
    left join categories as parents on categories.parent_id = parents.category_id
    where categories.parent_id is not null and parents.category_id is null

    union all

    select
        categories.file_name,
        categories.line_no,
        categories.category_id,
        categories.parent_id,
        'parents run in a circle; counts as no category' as problem
    from categories
    inner join ancestors
        on
            categories.category_id = ancestors.category_id
            and categories.category_id = ancestors.ancestor_id

    union all

    select
        earlier_lines.file_name,
        earlier_lines.line_no,
        earlier_lines.category_id,
        earlier_lines.parent_id,
        'listed again later with another parent; this line is not used' as problem
    from tree_lines as earlier_lines
    inner join categories on earlier_lines.category_id = categories.category_id
    where
        earlier_lines.lines_from_last > 1
        and earlier_lines.parent_id is distinct from categories.parent_id

    union all

    select
        tree_lines.file_name,
        tree_lines.line_no,
        tree_lines.category_id,
        tree_lines.parent_id,
        'line without a category; not used' as problem
    from tree_lines
    where tree_lines.category_id is null
)

select
    @from + day_no as check_date,
    problems.file_name,
    problems.line_no,
    problems.category_id,
    problems.parent_id,
    problems.problem
from problems
-- The tree concerns every date.
cross join generate_series(0, @to - @from) as day_no
