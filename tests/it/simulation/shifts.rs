//! Hours, shifts and ways to give tickets out, at random; and what must hold of where tickets go.

use std::collections::BTreeMap;
use std::sync::Arc;

use fastrand::Rng;
use relevo::domain::calendar::{Schedule, Span, Week};
use relevo::domain::ids::{AgentId, GroupId, Timestamp};
use relevo::domain::line::Line;
use relevo::domain::message::{Tell, ToIntake, ToLine};
use relevo::domain::outcome::Outcome;
use relevo::domain::rules::{AgentRules, GroupRules, Rules};
use relevo::domain::settings::{Department, LineSettings};
use relevo::domain::shifts::{Assignment, Balance, ShiftEnd, ShiftRules};

use super::world::Mail;

/// How much time a run may go on after its end, in which shifts begin and end (milliseconds).
pub const AFTERWARDS_MS: i64 = 2 * 24 * 3_600_000;

/// Every other run has shifts. They last minutes: so much time passes in a run.
pub fn shuffle(seed: u64, now: Timestamp, settings: &mut LineSettings) -> bool {
    let mut rng = Rng::with_seed(seed ^ 0x5411_F75E);
    if rng.bool() {
        return false;
    }
    let minute = u16::try_from((now.0 / 60_000).rem_euclid(1440)).unwrap();
    let schedule = |rng: &mut Rng| {
        if rng.u8(0..3) == 0 {
            return Schedule::default();
        }
        let mut spans = Vec::new();
        let mut from = minute + rng.u16(0..10);
        for _ in 0..rng.u8(1..4) {
            let to = from + rng.u16(2..30);
            spans.push(Span {
                from: from % 1440,
                to: to % 1440 + u16::from(to.is_multiple_of(1440)),
            });
            from = to + rng.u16(1..40);
        }
        let week = Week(std::array::from_fn(|_| spans.clone()));
        Schedule { week, holidays: Vec::new(), zone: Some("UTC".into()) }
    };
    let mut groups = BTreeMap::new();
    for group in 1..=6 {
        let assignment = Assignment::ALL[rng.usize(0..2)];
        let accept_ms = Some([0, 5_000, 60_000][rng.usize(0..3)]);
        let keywords = if rng.bool() { vec!["m1".to_owned()] } else { Vec::new() };
        let (shift, works_holidays) = (schedule(&mut rng), rng.bool());
        let rules = GroupRules {
            shift,
            works_holidays,
            keywords,
            assignment,
            accept_ms,
            ..settings.rules.group(GroupId(group))
        };
        groups.insert(GroupId(group), rules);
    }
    let mut agents = BTreeMap::new();
    for agent in 1..=6 {
        let shift = schedule(&mut rng);
        agents.insert(AgentId(agent), AgentRules { shift, ..AgentRules::default() });
    }
    let hours = if rng.bool() { schedule(&mut rng) } else { Schedule::default() };
    settings.rules = Arc::new(Rules { hours, groups, agents });
    settings.shifts = ShiftRules {
        balance: Balance::ALL[rng.usize(0..2)],
        off_shift_claims: rng.bool(),
        shift_end: ShiftEnd::ALL[rng.usize(0..2)],
        grace_ms: i64::from(rng.u8(0..10)) * 60_000,
        move_pending: rng.bool(),
        tell_closed: rng.bool(),
    };
    true
}

/// The department that a place is being looked for.
pub fn wanted(mail: &Mail) -> Option<Department> {
    match mail {
        Mail::Tell(Tell::Line(ToLine::Place(place))) => Some(place.department),
        _ => None,
    }
}

/// No ticket goes to a group off shift while one of its kind is on.
pub fn check(
    department: Department,
    outcome: &Outcome,
    line: &Line,
    now: Timestamp,
) -> Result<&'static str, String> {
    let settings = line.settings();
    let is_on = |group| settings.rules.group_shift(group, &settings.time_zone).is_open(now);
    let placed = outcome.tells.iter().find_map(|tell| match tell {
        Tell::Intake(ToIntake::Placed(placed)) => placed.place.map(|(_, group)| group),
        _ => None,
    });
    let Some(group) = placed else { return Ok("placed nowhere") };
    if is_on(group) {
        return Ok("placed on shift");
    }
    let other = line.places().find(|(other, kind)| *kind == department.kind() && is_on(*other));
    match other {
        Some((other, _)) => {
            Err(format!("a ticket went to {group}, off shift, while {other} is on"))
        }
        None => Ok("placed off shift"),
    }
}
