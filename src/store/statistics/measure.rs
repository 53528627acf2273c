//! Measures of many cases, divided among what they have in common.

use super::rows::Case;
use crate::store::tickets::TicketState;

/// The middle and the far end of a measure (seconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// Of how many cases it is known.
    pub count: u32,
    /// What half of them did not exceed; none where it is known of none.
    pub median: Option<u32>,
    /// What nine of ten did not exceed.
    pub p90: Option<u32>,
}

impl Spread {
    /// Of these measures, in whatever order; they are left in another one.
    #[must_use]
    pub fn of(values: &mut [u32]) -> Self {
        Self {
            count: u32::try_from(values.len()).unwrap_or(u32::MAX),
            median: percentile(values, 50),
            p90: percentile(values, 90),
        }
    }
}

/// The least value that so many of a hundred do not exceed.
fn percentile(values: &mut [u32], of_hundred: usize) -> Option<u32> {
    let place = (values.len() * of_hundred).div_ceil(100).checked_sub(1)?;
    Some(*values.select_nth_unstable(place).1)
}

/// What is known of some cases together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// How many there are.
    pub cases: u32,
    /// Nobody has taken them yet.
    pub pending: u32,
    /// Somebody attends them.
    pub in_progress: u32,
    /// They are over.
    pub closed: u32,
    /// They passed a limit before anybody took them.
    pub late: u32,
    /// How many of them were rated 1, 2, 3, 4, 5.
    pub ratings: [u32; 5],
    /// Opened → taken.
    pub waiting: Spread,
    /// Opened → the first answer.
    pub first_answer: Spread,
    /// Taken → closed.
    pub handling: Spread,
    /// Opened → closed.
    pub resolution: Spread,
}

impl Part {
    /// How many were rated.
    #[must_use]
    pub fn rated(&self) -> u32 {
        self.ratings.iter().sum()
    }

    /// All ratings together, in points.
    #[must_use]
    pub fn points(&self) -> u64 {
        (1..).zip(self.ratings).map(|(points, count)| points * u64::from(count)).sum()
    }
}

/// What is known of each of some groups of cases.
pub type Parts = Vec<Part>;

/// Divides cases: `key` says to which of `many` parts one belongs; whoever belongs to none is left out.
pub(super) fn divide(cases: &[Case], many: usize, key: impl Fn(&Case) -> usize) -> Parts {
    let mut parts = vec![Part::default(); many];
    for case in cases {
        let Some(part) = parts.get_mut(key(case)) else { continue };
        part.cases += 1;
        match case.state {
            TicketState::Pending => part.pending += 1,
            TicketState::InProgress => part.in_progress += 1,
            TicketState::Closed => part.closed += 1,
        }
        part.late += u32::from(case.late);
        if let Some(count) = part.ratings.get_mut(usize::from(case.rating).wrapping_sub(1)) {
            *count += 1;
        }
    }
    for (part, spread) in parts.iter_mut().zip(spreads(cases, many, &key, |case| case.waiting)) {
        part.waiting = spread;
    }
    let first = spreads(cases, many, &key, |case| case.first_answer);
    parts.iter_mut().zip(first).for_each(|(part, spread)| part.first_answer = spread);
    let handling = spreads(cases, many, &key, |case| case.handling);
    parts.iter_mut().zip(handling).for_each(|(part, spread)| part.handling = spread);
    let resolution = spreads(cases, many, &key, |case| case.resolution);
    parts.iter_mut().zip(resolution).for_each(|(part, spread)| part.resolution = spread);
    parts
}

/// One measure of each part. Its values lie side by side, part after part.
fn spreads(
    cases: &[Case],
    many: usize,
    key: impl Fn(&Case) -> usize,
    measure: impl Fn(&Case) -> Option<u32>,
) -> Vec<Spread> {
    let known = || cases.iter().filter_map(|case| Some((key(case), measure(case)?)));
    let mut ends = vec![0_usize; many];
    for (part, _) in known() {
        if let Some(end) = ends.get_mut(part) {
            *end += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        let begin = sum;
        sum += *end;
        *end = begin;
    }
    let mut values = vec![0_u32; sum];
    for (part, value) in known() {
        let Some(end) = ends.get_mut(part) else { continue };
        if let Some(place) = values.get_mut(*end) {
            *place = value;
        }
        *end += 1;
    }
    let mut rest = values.as_mut_slice();
    let mut begin = 0;
    let mut found = Vec::with_capacity(many);
    for end in ends {
        let (own, others) = rest.split_at_mut(end - begin);
        found.push(Spread::of(own));
        (rest, begin) = (others, end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_occurred_and_nothing_is_estimated() {
        let spread = |values: &[u32]| {
            let spread = Spread::of(&mut values.to_vec());
            (spread.median, spread.p90)
        };
        assert_eq!(spread(&[]), (None, None));
        assert_eq!(spread(&[7]), (Some(7), Some(7)));
        assert_eq!(spread(&[9, 1]), (Some(1), Some(9)));
        assert_eq!(spread(&[3, 1, 2]), (Some(2), Some(3)));
        assert_eq!(spread(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), (Some(5), Some(9)));
        let hundred: Vec<u32> = (1..=100).rev().collect();
        assert_eq!(spread(&hundred), (Some(50), Some(90)));
    }
}
