-- statement 1
-- version.read
select facts, reports from content_version;
