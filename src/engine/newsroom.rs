//! The newsroom: news that are on disk, the newest few in memory, numbered, so that a page that lost its connection
//! asks for what it missed.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use crate::domain::ids::{LineId, TicketNo, Timestamp};
use crate::domain::news::News;

/// So many are kept in memory, of all lines together.
const KEPT: usize = 2_000;

/// Which news a page has seen: all up to this one, since this start of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    start: i64,
    seq: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.seq)
    }
}

/// It was no cursor's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the news")]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (start, seq) = text.split_once('-').ok_or(NoCursor)?;
        match (start.parse(), seq.parse()) {
            (Ok(start), Ok(seq)) => Ok(Self { start, seq }),
            (Err(_), _) | (_, Err(_)) => Err(NoCursor),
        }
    }
}

/// What a page has missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Its news, oldest first, each with its place.
    pub news: Vec<(Cursor, News)>,
    /// Where it goes on.
    pub cursor: Cursor,
    /// There was more, which is no longer known here.
    pub gap: bool,
}

/// The news of all lines.
#[derive(Debug)]
pub struct Newsroom {
    start: i64,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    last: u64,
    news: VecDeque<(u64, LineId, News)>,
}

impl Newsroom {
    /// One without news; `now` tells this start of the program from others.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self { start: now.0, kept: Mutex::default() }
    }

    /// Forgets what was said of cases.
    pub fn forget(&self, line: LineId, cases: &[TicketNo]) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.news.retain(|(_, of, news)| {
            *of != line || news.what.case().is_none_or(|no| !cases.contains(&no))
        });
    }

    /// Takes news in.
    pub fn tell(&self, line: LineId, news: impl IntoIterator<Item = News>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for news in news {
            kept.last += 1;
            let seq = kept.last;
            if kept.news.len() == KEPT {
                kept.news.pop_front();
            }
            kept.news.push_back((seq, line, news));
        }
    }

    /// Where the news stand now.
    #[must_use]
    pub fn now(&self) -> Cursor {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Cursor { start: self.start, seq: kept.last }
    }

    /// What a line told since then.
    #[must_use]
    pub fn since(&self, line: LineId, seen: Cursor) -> Missed {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let cursor = Cursor { start: self.start, seq: kept.last };
        let is_known = seen.start == self.start && seen.seq <= kept.last;
        let from = if is_known { seen.seq } else { 0 };
        let oldest = kept.news.front().map_or(kept.last + 1, |(seq, ..)| *seq);
        let news = kept
            .news
            .iter()
            .filter(|(seq, of, _)| *seq > from && *of == line)
            .map(|(seq, _, news)| (Cursor { start: self.start, seq: *seq }, news.clone()))
            .collect();
        Missed { news, cursor, gap: !is_known || seen.seq + 1 < oldest }
    }

    /// All that is still known of a line.
    #[must_use]
    pub fn known(&self, line: LineId) -> Missed {
        self.since(line, Cursor { start: self.start, seq: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TicketNo;
    use crate::domain::news::What;

    const LINE: LineId = LineId(1);

    fn opened(no: i64) -> News {
        let kind = String::from("opened");
        let what =
            What::Case { no: TicketNo(no), kind, level: None, agent: None, by: None, detail: None };
        News { at: Timestamp(no), what }
    }

    fn told(missed: &Missed) -> Vec<i64> {
        missed.news.iter().map(|(_, news)| news.at.0).collect()
    }

    #[test]
    fn whoever_comes_back_is_told_what_was_missed_and_nothing_twice() {
        let room = Newsroom::new(Timestamp(7));
        room.tell(LINE, [opened(1)]);
        let seen = room.now();
        room.tell(LineId(2), [opened(2)]);
        room.tell(LINE, [opened(3), opened(4)]);
        let missed = room.since(LINE, seen);
        assert_eq!((told(&missed), missed.gap), (vec![3, 4], false));
        let missed = room.since(LINE, missed.cursor);
        assert_eq!((told(&missed), missed.gap), (vec![], false));
    }

    #[test]
    fn a_gap_is_told_of() {
        let room = Newsroom::new(Timestamp(7));
        let seen = room.now();
        room.tell(LINE, (0..2_001).map(opened));
        let missed = room.since(LINE, seen);
        assert!(missed.gap && missed.news.len() == KEPT);
        // Another start of the program, or a page that knows more than there is.
        let other = Newsroom::new(Timestamp(8));
        other.tell(LINE, [opened(1)]);
        assert!(other.since(LINE, seen).gap);
        assert!(other.since(LINE, Cursor { start: 8, seq: 9 }).gap);
        assert!(!other.since(LINE, other.now()).gap);
    }

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let place = Cursor { start: 1_795_441_320_000, seq: 12 };
        assert_eq!(place.to_string().parse(), Ok(place));
        for other in ["", "-", "1", "a-1", "1-b", "1-2-3", "99999999999999999999-1"] {
            assert_eq!(other.parse::<Cursor>(), Err(NoCursor));
        }
    }
}
