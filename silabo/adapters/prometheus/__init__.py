"""What a monitoring system reads, by the client library of Prometheus."""
