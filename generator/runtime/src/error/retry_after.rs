//! The pause that a server asks for by `Retry-After` (RFC 9110, section 10.2.3).

use http::{
    HeaderMap,
    header::{DATE, RETRY_AFTER},
};
use std::time::{Duration, SystemTime};

/// The pause: a number of seconds, or a date. A date is compared with the answer's own `Date`, so that it does not
/// matter what time the client's clock shows; one that is past asks for no pause.
pub(super) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let stated = text(RETRY_AFTER)?;
    if !stated.is_empty() && stated.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than the number of seconds has: for ever, as far as anybody waits.
        return Some(Duration::from_secs(stated.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(stated).ok()?;
    let now = text(DATE).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::read;
    use http::{HeaderMap, HeaderValue};
    use std::time::{Duration, SystemTime};

    #[track_caller]
    fn check(retry_after: &'static str, date: Option<&'static str>, seconds: Option<u64>) {
        // 784111777 seconds: the moment of RFC 9110's example, Sun, 06 Nov 1994 08:49:37 GMT.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_static(retry_after));
        if let Some(date) = date {
            headers.insert("date", HeaderValue::from_static(date));
        }
        assert_eq!(read(&headers, now), seconds.map(Duration::from_secs));
    }

    #[test]
    fn seconds() {
        check("120", None, Some(120));
        check(" 0 ", None, Some(0));
        check("99999999999999999999999", None, Some(u64::MAX));
        check("1.5", None, None);
        check("-1", None, None);
        check("", None, None);
        check("soon", None, None);
    }

    #[test]
    fn the_three_forms_of_a_date() {
        check("Sun, 06 Nov 1994 08:50:37 GMT", None, Some(60));
        check("Sunday, 06-Nov-94 08:50:37 GMT", None, Some(60));
        check("Sun Nov  6 08:50:37 1994", None, Some(60));
        check("Sun, 06 Nov 1994 08:00:00 GMT", None, Some(0));
    }

    #[test]
    fn a_date_is_compared_with_the_clock_of_the_server() {
        check("Mon, 01 Jan 2024 00:01:00 GMT", Some("Mon, 01 Jan 2024 00:00:50 GMT"), Some(10));
    }
}
