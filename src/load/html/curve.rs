//! Curves as SVG paths, in a box of [`WIDTH`] × [`HEIGHT`] that is stretched to whatever room there is.

use std::fmt::Write as _;

/// Units from left to right.
pub(super) const WIDTH: f64 = 1_000.0;
/// Units from top to bottom.
pub(super) const HEIGHT: f64 = 100.0;

/// A point: both from 0 to 1, the second upwards. `None`: nothing is known.
pub(super) type Point = (f64, Option<f64>);

/// A line through points; it is interrupted where nothing is known.
pub(super) fn line(points: &[Point]) -> String {
    let mut path = String::new();
    let mut is_drawing = false;
    for (x, y) in points {
        let Some(y) = y else {
            is_drawing = false;
            continue;
        };
        let (x, y) = at(*x, *y);
        let command = if is_drawing { 'L' } else { 'M' };
        // Writing to a text never fails.
        let _written = write!(path, "{command}{x:.1} {y:.2}");
        is_drawing = true;
    }
    path
}

/// The area under such a line.
pub(super) fn area(points: &[Point]) -> String {
    let mut path = String::new();
    for part in points.split(|(_, y)| y.is_none()) {
        let (Some((first, _)), Some((last, _))) = (part.first(), part.last()) else { continue };
        let (first, _) = at(*first, 0.0);
        let (last, _) = at(*last, 0.0);
        let _written = write!(path, "{}L{last:.1} {HEIGHT}L{first:.1} {HEIGHT}Z", line(part));
    }
    path
}

/// From shares to units, which count from the top.
fn at(x: f64, y: f64) -> (f64, f64) {
    (x * WIDTH, (1.0 - y) * HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_through_its_points_from_the_foot_upwards() {
        let points = [(0.0, Some(0.0)), (0.5, Some(1.0)), (1.0, Some(0.25))];
        assert_eq!(line(&points), "M0.0 100.00L500.0 0.00L1000.0 75.00");
        assert_eq!(area(&points[1..]), "M500.0 0.00L1000.0 75.00L1000.0 100L500.0 100Z");
    }

    #[test]
    fn what_is_not_known_interrupts_it() {
        let points = [(0.0, Some(0.5)), (0.25, None), (0.5, Some(0.5)), (1.0, Some(0.5))];
        assert_eq!(line(&points), "M0.0 50.00M500.0 50.00L1000.0 50.00");
        assert_eq!(area(&points).matches('Z').count(), 2);
        assert_eq!(line(&[(0.0, None)]), "");
        assert_eq!(area(&[]), "");
    }
}
