-- statement 1
-- version.read
select facts, reports, mark from content_version;
