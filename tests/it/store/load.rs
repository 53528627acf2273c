//! What is written comes back: tables against the record that the rules are tested with.

use relevo::domain::ids::LineId;
use relevo::domain::ids::Timestamp;
use relevo::domain::provisioning::Job;
use relevo::store::load::{self, LoadError};
use relevo::store::{agents, groups, jobs, outbox, tickets};

use super::facts::{History, normalised};
use super::{Place, on_both};

#[test]
fn a_line_comes_back_as_its_facts_left_it() {
    let seeds = match std::env::var("RELEVO_SEED") {
        Ok(seed) => vec![seed.parse().expect("RELEVO_SEED is a number")],
        // The last two: a blocked customer who is another one, and a part that is sent after its case was erased.
        Err(_) => (0..12).chain([15, 18]).collect(),
    };
    on_both(|place| {
        for seed in &seeds {
            eprintln!("{}, seed {seed}", place.kind);
            replay(place, *seed);
        }
    });
}

#[test]
fn a_line_that_nobody_created_is_not_loaded() {
    on_both(|place| {
        let error = load::record(&mut place.conn(), LineId(77)).unwrap_err();
        assert!(matches!(error, LoadError::NoLine(LineId(77))), "{error}");
    });
}

/// Two lines side by side, written in batches of any size by journals that start again and again.
fn replay(place: &Place, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut lines =
        [History::new(place.line(), seed), History::new(place.line(), seed + 1_000_000)];
    for _ in 0..10 {
        let journal = place.journal();
        for _ in 0..random.usize(1..5) {
            let batch: Vec<usize> = (0..random.usize(1..40)).map(|_| random.usize(0..2)).collect();
            for line in &batch {
                journal.submit(lines[*line].change());
            }
            for line in &batch {
                lines[*line].settle(journal.verdict());
            }
        }
        assert_eq!(journal.end(), vec![]);
        for history in &lines {
            let loaded =
                load::record(&mut place.database.readers().get().unwrap(), history.line).unwrap();
            let (loaded, expected) = (normalised(loaded), normalised(history.record.clone()));
            // Part by part: a whole record is too long to read.
            assert_eq!(loaded.customers, expected.customers, "seed {seed}");
            assert_eq!(loaded.conversations, expected.conversations, "seed {seed}");
            assert_eq!(loaded.groups, expected.groups, "seed {seed}");
            assert_eq!(loaded.agents, expected.agents, "seed {seed}");
            assert_eq!(loaded.slots, expected.slots, "seed {seed}");
            assert_eq!(loaded.provisioning, expected.provisioning, "seed {seed}");
            assert_eq!(loaded.outbox, expected.outbox, "seed {seed}");
            assert_eq!(loaded.seen, expected.seen, "seed {seed}");
            assert_eq!(loaded, expected, "seed {seed}");
            panel_agrees(place, history);
            assert!(history.letters.is_sorted_by(|a, b| a < b), "letters {:?}", history.letters);
        }
    }
    let closed: u32 =
        lines.iter().flat_map(|line| line.record.customers.values()).map(|c| c.closed_cases).sum();
    eprintln!("  {closed} cases closed");
}

/// What the panel shows is what the rules know.
fn panel_agrees(place: &Place, history: &History) {
    let (line, record) = (history.line, &history.record);
    let conn = &mut place.database.readers().get().unwrap();
    let counts = tickets::open_counts(conn, line).unwrap();
    let pending = record.groups.values().map(|group| group.pending().count()).sum::<usize>();
    let cases = record.slots.values().filter(|slot| slot.case().is_some()).count();
    assert_eq!((counts.pending as usize, counts.in_progress as usize), (pending, cases));
    let agents = agents::all(conn, line, Timestamp(0)).unwrap();
    let attending = record.agents.values().filter(|agent| !agent.removed).count();
    assert_eq!(agents.len(), attending);
    for row in agents {
        let agent = &record.agents[&row.id];
        let entry = &record.provisioning.agents[&row.id];
        assert_eq!(
            (row.checked, row.registration.map(|bound| bound.identity)),
            (agent.checked.clone(), agent.bound.clone())
        );
        assert_eq!(row.memberships, entry.groups);
        let shown: Vec<_> = row
            .slots
            .iter()
            .map(|slot| (slot.number, slot.ready, slot.case.as_ref().map(|case| case.ticket)))
            .collect();
        let known: Vec<_> = agent
            .rooms
            .iter()
            .map(|(number, room)| {
                (*number, room.usable, room.case.as_ref().map(|case| case.ticket))
            })
            .collect();
        assert_eq!(shown, known);
    }
    let retired: Vec<_> = groups::retired(conn, line).unwrap().iter().map(|row| row.id).collect();
    let shown = groups::all(conn, line).unwrap();
    assert_eq!(shown.len() + retired.len(), record.groups.len());
    assert!(retired.iter().all(|group| record.groups[group].retired));
    for row in shown {
        assert_eq!(row.labels, record.provisioning.groups[&row.id].labels);
        let group = &record.groups[&row.id];
        assert_eq!((row.kind, &row.name, &row.chat), (group.kind, &group.name, &group.chat));
        assert_eq!(row.pending as usize, group.pending().count());
        let members = record
            .provisioning
            .agents
            .values()
            .filter(|entry| !entry.removed && entry.groups.contains_key(&row.id))
            .count();
        assert_eq!(row.members.len(), members);
    }
    let open: Vec<Job> = jobs::open(conn, line).unwrap().into_iter().map(|row| row.job).collect();
    assert_eq!(open, record.provisioning.jobs.values().cloned().collect::<Vec<_>>());
    let (waiting, dead) = outbox::counts(conn, line).unwrap();
    assert_eq!(waiting as usize, record.outbox.len());
    assert_eq!(outbox::dead(conn, line, None, 10_000).unwrap().len(), dead as usize);
}
