-- statement 1
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
