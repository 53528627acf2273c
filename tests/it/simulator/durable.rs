//! What is left of the simulator when the program starts again.

use std::fs;
use std::io::Write;

use relevo::gateway::Gateway;
use relevo::gateway::simulator::{Faults, OpenError, PersonKind, Simulator};

use super::{clock, outbound, phone, words};

#[tokio::test]
async fn it_is_found_as_it_was_left() {
    let dir = tempfile::tempdir().unwrap();
    let simulator = open(&dir);
    let juan = simulator.add_person("Juan", &phone("5491150001001"), PersonKind::Agent).unwrap();
    simulator.set_faults(Faults {
        creations_refused: 1,
        refused_creations_happen: true,
        ..Faults::default()
    });
    simulator.create_group("Soporte", &[]).await.unwrap_err();
    let link = simulator.chats()[0].invite.clone();
    let chat = simulator.join_by_link(juan, &link).unwrap();
    let id = simulator.send(&outbound(1, &chat, "Caso #1")).await.unwrap();
    simulator.write_group(juan, &chat, "mío", Some(&id)).unwrap();
    assert!(simulator.settled().await);
    let left = simulator.network();
    // As after a kill: what is on file at this moment is all there is.
    let copy = tempfile::tempdir().unwrap();
    fs::copy(file(&dir), file(&copy)).unwrap();

    assert_eq!(open(&copy).network(), left);
    drop(simulator);
    assert_eq!(open(&dir).network(), left);
    assert_eq!(open(&dir).network(), left, "a snapshot is read like the operations it replaces");
    assert_eq!(fs::read_to_string(file(&dir)).unwrap().lines().count(), 1);
}

#[tokio::test]
async fn what_was_under_way_to_relevo_comes_again() {
    let dir = tempfile::tempdir().unwrap();
    let simulator = open(&dir);
    let marta = simulator.phones()[0].person;
    simulator.write_dm(marta, "uno", None).unwrap();
    simulator.write_dm(marta, "dos", None).unwrap();
    let (first, _) = simulator.next_delivery().await;
    simulator.ack(first);
    simulator.next_delivery().await;
    drop(simulator);

    let (_, inbound) = open(&dir).next_delivery().await;
    assert_eq!(words(&inbound).unwrap(), "dos");
}

#[test]
fn a_line_that_was_cut_off_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let simulator = open(&dir);
    simulator.write_dm(simulator.phones()[0].person, "uno", None).unwrap();
    let before = simulator.network();
    simulator.write_dm(simulator.phones()[0].person, "dos", None).unwrap();
    drop(simulator);
    let whole = fs::read(file(&dir)).unwrap();
    fs::write(file(&dir), &whole[..whole.len() - 9]).unwrap();

    assert_eq!(open(&dir).network(), before);
    open(&dir).write_dm(before.people().next().unwrap().id, "tres", None).unwrap();
    assert_eq!(open(&dir).phones()[0].direct.len(), 2, "it goes on behind what was whole");
}

#[test]
fn damage_in_the_middle_is_an_error_that_names_the_line() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(&dir));
    let mut broken = fs::OpenOptions::new().append(true).open(file(&dir)).unwrap();
    broken.write_all(b"{\"op\":7}\n{\"op\":\"reset\"}\n").unwrap();
    let error = Simulator::open(dir.path(), clock().1).unwrap_err();
    assert!(matches!(error, OpenError::Damaged { line: 2, .. }), "{error}");
}

#[test]
fn a_folder_that_cannot_be_used_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(file(&dir)).unwrap();
    assert!(matches!(Simulator::open(dir.path(), clock().1), Err(OpenError::File { .. })));
}

fn open(dir: &tempfile::TempDir) -> Simulator {
    Simulator::open(dir.path(), clock().1).unwrap()
}

fn file(dir: &tempfile::TempDir) -> std::path::PathBuf {
    dir.path().join("simulator.jsonl")
}
