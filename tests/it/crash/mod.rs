//! The real program under load, killed with SIGKILL at random moments and started again: nothing that was
//! acknowledged is lost, order is kept, no claim is doubled.
//!
//! `scene` prepares the company, `load` plays its people and the killer, `check` reads what came of it.
//! `RELEVO_SEED` repeats a run's choices (the moments also depend on the machine).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that meets what it did not expect fails"
)]

mod agents;
mod chats;
mod check;
mod customers;
mod load;
mod one_breath;
mod post;
mod program;
mod said;
mod scene;
mod stored;

use load::Load;
use scene::Scene;
use stored::Stored;

/// So often is the program killed.
const KILLS: usize = 12;

#[tokio::test]
async fn nothing_is_lost_or_mixed_up_when_the_program_is_killed_on_sqlite() {
    run("sqlite", None).await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn nothing_is_lost_or_mixed_up_when_the_program_is_killed_on_postgres() {
    if let Some(server) = crate::store::server::Server::shared() {
        run("postgres", Some(server.new_database())).await;
    }
}

async fn run(kind: &str, database_url: Option<String>) {
    let given = std::env::var("RELEVO_SEED").ok();
    let seed = given.map_or_else(|| fastrand::u64(..), |seed| seed.parse().expect("a number"));
    println!("crash test on {kind}: RELEVO_SEED={seed}");
    let scene = Scene::open(database_url).await;
    let load = Load::run(&scene, seed, KILLS).await;
    let stored = Stored::read(&scene.place);
    check::all(&scene, &load, &stored, KILLS);
    println!("crash test on {kind}, seed {seed}: {}", check::summary(&load, &stored, KILLS));
}
