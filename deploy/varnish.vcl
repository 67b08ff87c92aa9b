# Varnish between the proxy that ends TLS and govgraph. For /etc/varnish/default.vcl. Checked with 7.1.
# Start govgraph with PUBLIC_URL, and with ANSWER_MAX_AGE_S: answers to GET are kept for so long. With 0 Varnish passes each question on.
vcl 4.1;

import std;

backend govgraph {
  .host = "127.0.0.1";
  .port = "4000";
  .first_byte_timeout = 30s; # longer than REQUEST_TIMEOUT_MS
  .probe = {
    .url = "/ready";
    .interval = 2s;
    .timeout = 5s;
    .window = 5;
    .threshold = 2;
    .initial = 4;
  }
}

sub vcl_recv {
  # What is out of date is given only while no server answers.
  if (std.healthy(req.backend_hint)) {
    set req.grace = 0s;
  }
}

sub vcl_backend_response {
  set beresp.grace = 1h;
  # What is out of date is kept for its ETag: where it still holds, govgraph answers 304.
  set beresp.keep = 1h;
  # Errors of a moment do not take the place of an answer that holds.
  if (beresp.status >= 500 && bereq.is_bgfetch) {
    return (abandon);
  }
}
