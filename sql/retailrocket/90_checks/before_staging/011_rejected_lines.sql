select
    rejected.business_date as check_date,
    files.name as file_name,
    rejected.line_no,
    rejected.reason,
    left(rejected.text, 500) as text
from ops.quarantine as rejected
inner join ops.source_files as files on rejected.file_id = files.id
where
    rejected.pipeline = 'retailrocket'
    and rejected.business_date between @from and @to
    and files.replaced_at is null
