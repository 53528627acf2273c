//! The load: customers write, agents work, and the program is killed at random moments.

use std::time::Duration;

use relevo::store::{Database, outbox};
use tokio::net::TcpStream;

use super::agents::Agents;
use super::customers::Customers;
use super::post::Post;
use super::program::Program;
use super::said::{self, Said};
use super::scene::{LINE, Scene};
use crate::evolution::fake::SentMessage;

/// One turn of the load; long enough for others to run, short against a commit.
const TURN: Duration = Duration::from_millis(1);
/// No run takes longer, unless something is stuck.
const PATIENCE: Duration = Duration::from_secs(120);

/// When the program is killed next.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After so many messages since its start.
    Sent(usize),
    /// While it starts, after so many webhooks found nobody.
    Fruitless(usize),
}

pub struct Load {
    pub customers: Customers,
    pub agents: Agents,
    pub post: Post,
    /// What Relevo sent under the load, in order.
    pub sent: Vec<SentMessage>,
    /// Whether the program ended well when it was told to.
    pub ended_well: bool,
    random: fastrand::Rng,
}

impl Load {
    pub async fn run(scene: &Scene, seed: u64, kills: usize) -> Self {
        let mut load = Self {
            customers: Customers::new(scene),
            agents: Agents::new(scene),
            post: Post::to(scene),
            sent: Vec::new(),
            ended_well: false,
            random: fastrand::Rng::with_seed(seed),
        };
        let finished = tokio::time::timeout(PATIENCE, load.go(scene, kills)).await;
        assert!(finished.is_ok(), "stuck: {}\n{}", load.standing(), scene.place.log());
        load
    }

    async fn go(&mut self, scene: &Scene, kills: usize) {
        for _ in 0..kills {
            let moment = if self.random.u8(0..4) == 0 {
                Moment::Fruitless(self.random.usize(1..60))
            } else {
                Moment::Sent(self.random.usize(1..160))
            };
            let mut program = Program::start(&scene.place);
            self.until_moment(scene, &mut program, moment).await;
            program.kill();
        }
        let mut program = Program::start(&scene.place);
        let database = Database::open(&scene.place.config().database()).unwrap();
        while !(self.is_done(scene) && is_empty(&database)) {
            assert!(program.is_running(), "the program ended by itself:\n{}", scene.place.log());
            self.turn(scene, false).await;
            self.agents.make_room(scene, &mut self.post, &mut self.random, &self.customers);
        }
        scene.fake.settled().await;
        self.ended_well = program.stop().await.success();
        self.look(scene);
    }

    async fn until_moment(&mut self, scene: &Scene, program: &mut Program, moment: Moment) {
        let (sent, fruitless) = (self.sent.len(), self.post.fruitless());
        loop {
            assert!(program.is_running(), "the program ended by itself:\n{}", scene.place.log());
            let is_up = || TcpStream::connect(scene.place.listen);
            match moment {
                Moment::Sent(count) if self.sent.len() >= sent + count => return,
                Moment::Fruitless(count) if self.post.fruitless() >= fruitless + count => return,
                // Too late for a start: it is up, and killed at once.
                Moment::Fruitless(_) if is_up().await.is_ok() => return,
                Moment::Sent(_) | Moment::Fruitless(_) => self.turn(scene, true).await,
            }
        }
    }

    async fn turn(&mut self, scene: &Scene, busy: bool) {
        self.look(scene);
        self.customers.write(scene, &mut self.post, &mut self.random, busy);
        self.agents.claim(scene, &mut self.post, &mut self.random, scene.customers.len() - 1);
        tokio::time::sleep(TURN).await;
    }

    /// People read what was sent since they last looked.
    fn look(&mut self, scene: &Scene) {
        let new = scene.fake.sent_from(scene.prelude + self.sent.len());
        for message in &new {
            let slot = scene.slot_of(&message.chat);
            match (said::read(&message.text), slot) {
                (Said::Announcement { no, customer }, _) => {
                    self.agents.announced(no, customer, &message.id)
                }
                (Said::Assigned { no, .. }, _) => self.agents.assigned(no),
                (Said::Header { no, customer }, Some(slot)) => {
                    self.agents.opened(slot, no, customer, &mut self.random);
                }
                (Said::Words(token), Some(slot)) => {
                    if let Some(customer) =
                        token[1..3].parse().ok().filter(|_| token.starts_with('c'))
                    {
                        self.customers.shown(customer, &token);
                    }
                    self.agents.heard(slot, &token, scene, &mut self.post, &mut self.random);
                }
                (Said::Closed { no }, Some(slot)) => self.agents.closed(slot, no),
                (_, _) => {}
            }
        }
        self.sent.extend(new);
    }

    /// Whether nothing is left to do, as far as people can see.
    fn is_done(&self, scene: &Scene) -> bool {
        self.post.is_idle()
            && self.customers.are_served()
            && scene.fake.sent_from(scene.prelude + self.sent.len()).is_empty()
            && self.agents.answers.iter().rev().all(|answer| self.was_sent(&answer.token))
    }

    fn was_sent(&self, token: &str) -> bool {
        self.sent.iter().rev().any(|message| message.text.starts_with(token))
    }

    fn standing(&self) -> String {
        let written: usize = self.customers.written.iter().map(Vec::len).sum();
        let answers = self.agents.answers.iter().map(|answer| &answer.token);
        let unheard: Vec<&String> = answers.filter(|token| !self.was_sent(token)).collect();
        format!(
            "{written} written, {} sent, post idle {}, never shown {:?}, answers never sent {unheard:?}, refused {:?}",
            self.sent.len(),
            self.post.is_idle(),
            self.customers.unserved(),
            self.post.rejected(),
        )
    }
}

/// Whether nothing waits to be sent.
fn is_empty(database: &Database) -> bool {
    let mut conn = database.readers().get().unwrap();
    outbox::counts(&mut conn, LINE).unwrap() == (0, 0)
}
