//! Who meets a fault: chosen by a seed, so that a run can be repeated.

/// A sequence of choices.
#[derive(Debug, Clone)]
pub struct Chance(fastrand::Rng);

impl Chance {
    /// The sequence with this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Whether something that happens in this share of all cases happens now.
    pub fn strikes(&mut self, share: f64) -> bool {
        share > 0.0 && self.0.f64() < share
    }

    /// A number from 0 to 1, without 1.
    pub fn share(&mut self) -> f64 {
        self.0.f64()
    }

    /// One of these, if there is one.
    pub fn one_of<T>(&mut self, all: Vec<T>) -> Option<T> {
        let at = (!all.is_empty()).then(|| self.0.usize(0..all.len()))?;
        all.into_iter().nth(at)
    }

    /// A number from 0 to `most`.
    pub fn up_to(&mut self, most: u64) -> u64 {
        self.0.u64(0..=most)
    }
}
