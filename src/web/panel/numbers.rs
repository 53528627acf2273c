//! Numbers and times as a language writes them.

use crate::domain::settings::Language;
use crate::store::tickets::OPEN_COUNT_MOST;
use crate::web::words::{FluentValue, Words};

/// Writes numbers.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    words: Words,
    /// Between thousands.
    group: char,
    /// Before tenths.
    pub decimal: char,
}

impl Numbers {
    /// As the reader writes them.
    #[must_use]
    pub fn new(words: Words) -> Self {
        let (group, decimal) = match words.0 {
            Language::Es | Language::Pt => ('.', ','),
            Language::En => (',', '.'),
        };
        Self { words, group, decimal }
    }

    /// «1.234»
    #[must_use]
    pub fn count(&self, n: impl Into<u64>) -> String {
        let digits = n.into().to_string();
        let mut shown = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                shown.push(self.group);
            }
            shown.push(digit);
        }
        shown
    }

    /// The same; «10.000+» where no more were counted.
    #[must_use]
    pub fn at_least(&self, n: u32, more: bool) -> String {
        format!("{}{}", self.count(n), if more { "+" } else { "" })
    }

    /// How many cases of a state are open.
    #[must_use]
    pub fn open(&self, n: u32) -> String {
        self.at_least(n, n >= OPEN_COUNT_MOST)
    }

    /// «4,6», from tenths.
    #[must_use]
    pub fn tenths(&self, tenths: u64) -> String {
        format!("{}{}{}", self.count(tenths / 10), self.decimal, tenths % 10)
    }

    /// «12 %», rounded.
    #[must_use]
    pub fn percent(&self, part: u64, of: u64) -> String {
        self.words.with("stats-percent", &[("n", FluentValue::from(self.count(share(part, of))))])
    }

    /// «45 s», «2:48 min», «1 h 12 min», «3 d 4 h».
    #[must_use]
    pub fn time(&self, seconds: u32) -> String {
        let say = |key: &str, big: u32, small: String| {
            let values =
                [("big", FluentValue::from(big.to_string())), ("small", FluentValue::from(small))];
            self.words.with(key, &values)
        };
        let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
        match seconds {
            0..60 => say("stats-time-seconds", seconds, String::new()),
            60..3_600 => say("stats-time-minutes", minutes, format!("{:02}", seconds % 60)),
            3_600..86_400 => say("stats-time-hours", hours, (minutes % 60).to_string()),
            86_400.. => say("stats-time-days", days, (hours % 24).to_string()),
        }
    }

    /// The same; a dash where it is not known.
    #[must_use]
    pub fn maybe_time(&self, seconds: Option<u32>) -> String {
        seconds.map_or_else(|| String::from("–"), |seconds| self.time(seconds))
    }
}

/// Of a hundred, rounded.
#[must_use]
pub fn share(part: u64, of: u64) -> u64 {
    (part * 200 + of) / (of.max(1) * 2)
}

/// The mean, in tenths, rounded.
#[must_use]
pub fn mean_tenths(sum: u64, count: u64) -> Option<u64> {
    (count > 0).then(|| (sum * 20 + count) / (count * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_reader_does() {
        let (es, en) = (Numbers::new(Words(Language::Es)), Numbers::new(Words(Language::En)));
        assert_eq!(
            (es.count(1_234_567_u32), en.count(1_234_567_u32)),
            ("1.234.567".into(), "1,234,567".into())
        );
        assert_eq!((es.tenths(46), en.tenths(46)), ("4,6".into(), "4.6".into()));
        assert_eq!(es.percent(1, 8), "13 %");
        assert_eq!(es.percent(0, 0), "0 %");
        assert_eq!(
            [0, 59, 60, 168, 3_599].map(|s| es.time(s)),
            ["0 s", "59 s", "1:00 min", "2:48 min", "59:59 min"]
        );
        assert_eq!(
            [3_600, 4_320, 86_400, 1_000_000].map(|s| es.time(s)),
            ["1 h 0 min", "1 h 12 min", "1 d 0 h", "11 d 13 h"]
        );
        assert_eq!(mean_tenths(14, 3), Some(47));
        assert_eq!(mean_tenths(0, 0), None);
    }
}
