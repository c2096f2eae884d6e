-- The first and the last day of a period code (danvan/periods.py says which there are); run once before observations are loaded.
-- As macros and not as a join, because a join would lose the order of the rows, by which a finding is traced to its line.
-- A text that is no period code may fail here or give some day; the distinct codes are held against danvan/periods.py after the load.
-- DuckDB only: macros, make_date, last_day.
create temp macro first_month(part) as
    case substr(part, 6, 1)
        when '' then 1
        when 'H' then 6 * cast(substr(part, 7, 1) as integer) - 5
        when 'Q' then 3 * cast(substr(part, 7, 1) as integer) - 2
        else cast(substr(part, 6, 2) as integer)
    end;

create temp macro last_month(part) as
    case substr(part, 6, 1)
        when '' then 12
        when 'H' then 6 * cast(substr(part, 7, 1) as integer)
        when 'Q' then 3 * cast(substr(part, 7, 1) as integer)
        else cast(substr(part, 6, 2) as integer)
    end;

create temp macro first_part(period) as
    case when contains(period, '..') then split_part(period, '..', 1) else period end;

create temp macro last_part(period) as
    case when contains(period, '..') then split_part(period, '..', 2) else period end;

-- Most rows of a large file are months, and a month is the beginning of a date already.
create temp macro is_month(period) as
    length(period) = 7 and substr(period, 6, 1) < 'A';

create temp macro period_first_day(period) as
    case
        when is_month(period) then cast(period || '-01' as date)
        else make_date(cast(substr(period, 1, 4) as integer), first_month(first_part(period)), 1)
    end;

create temp macro period_last_day(period) as
    case
        when is_month(period) then last_day(cast(period || '-01' as date))
        else last_day(make_date(cast(substr(last_part(period), 1, 4) as integer), last_month(last_part(period)), 1))
    end;
