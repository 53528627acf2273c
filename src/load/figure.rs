//! Numbers as people read them: as many digits as mean something, thousands apart.

/// A number with three digits that mean something, more only before the point: `12,345`, `12.3`, `1.23`.
pub(in crate::load) fn figure(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        _ => 2,
    };
    let plain = format!("{value:.digits$}");
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(a, b)| (a, Some(b)));
    let whole = thousands(whole);
    rest.map_or(whole.clone(), |rest| format!("{whole}.{rest}"))
}

/// A count.
pub(in crate::load) fn count(value: u64) -> String {
    thousands(&value.to_string())
}

/// A number of an axis: no digits that say nothing.
pub(in crate::load) fn tick(value: f64) -> String {
    let shown = figure(value);
    match shown.contains('.') {
        true => shown.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => shown,
    }
}

/// A time since the begin.
pub(in crate::load) fn time(seconds: f64) -> String {
    if seconds < 120.0 {
        format!("{} s", tick(seconds))
    } else if seconds < 7_200.0 {
        format!("{} min", tick(seconds / 60.0))
    } else {
        format!("{} h", tick(seconds / 3_600.0))
    }
}

fn thousands(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut shown = String::from(sign);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_mean_something() {
        for (value, shown) in [
            (0.0, "0.00"),
            (1.234, "1.23"),
            (9.999, "10.0"),
            (12.34, "12.3"),
            (99.96, "100"),
            (1_234_567.8, "1,234,568"),
            (-1_234.0, "-1,234"),
            (999.0, "999"),
        ] {
            assert_eq!(figure(value), shown);
        }
        assert_eq!(count(1_000), "1,000");
        assert_eq!([0.0, 0.5, 2.5, 20.0, 1_500.0].map(tick), ["0", "0.5", "2.5", "20", "1,500"]);
        assert_eq!([1.5, 90.0, 120.0, 7_200.0].map(time), ["1.5 s", "90 s", "2 min", "2 h"]);
    }
}
