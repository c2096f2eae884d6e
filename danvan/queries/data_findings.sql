-- What the last build found wrong with the figures without stopping for it: figures that contradict each other.
-- grain: one per finding
-- columns: message in Vietnamese; line counts from 1 with the header as line 1
select severity, code, file, line, column_name, value, message
from issues
order by severity, file, line
