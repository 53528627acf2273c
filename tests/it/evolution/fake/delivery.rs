//! Webhooks going out: in order as long as all goes well, repeated when not, given up in the end.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use super::world::{Hook, World};

/// Tries of one event, the first included.
const TRIES: u32 = 10;
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// Events on their way and events given up.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    under_way: usize,
    lost: usize,
}

/// Where events are handed in.
#[derive(Clone)]
pub struct Post {
    queue: mpsc::UnboundedSender<(Hook, Value)>,
    tally: watch::Sender<Tally>,
}

/// The post, and the work behind it.
pub fn open() -> (Post, impl Future<Output = ()>) {
    let (queue, mut handed_in) = mpsc::unbounded_channel::<(Hook, Value)>();
    let post = Post { queue, tally: watch::Sender::default() };
    let tally = post.tally.clone();
    let work = async move {
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client");
        while let Some((hook, event)) = handed_in.recv().await {
            // An event that has to be repeated does not hold up the next: that is how order is lost.
            let settled = attempt(&client, &hook, &event).await;
            let (client, tally) = (client.clone(), tally.clone());
            actix_web::rt::spawn(async move {
                let lost = match settled {
                    Some(taken) => !taken,
                    None => !repeat(&client, &hook, &event).await,
                };
                tally.send_modify(|tally| {
                    tally.under_way -= 1;
                    tally.lost += usize::from(lost);
                });
            });
        }
    };
    (post, work)
}

impl Post {
    /// Hands an event in, if the webhook is subscribed to it.
    pub fn deliver(&self, world: &Arc<Mutex<World>>, mut event: Value) {
        let mut world = world.lock().expect("the world");
        if let Some(held) = &mut world.held {
            held.push(event);
            return;
        }
        let Some(hook) = world.line().hook.clone().filter(|hook| hook.enabled) else { return };
        let name =
            event["event"].as_str().unwrap_or_default().to_uppercase().replace(['.', '-'], "_");
        if !hook.events.is_empty() && !hook.events.contains(&name) {
            return;
        }
        event["destination"] = json!(hook.url);
        for _ in 0..=usize::from(world.faults.duplicates) {
            self.tally.send_modify(|tally| tally.under_way += 1);
            self.queue.send((hook.clone(), event.clone())).expect("the post is open");
        }
    }

    pub async fn settled(&self) -> usize {
        self.tally
            .subscribe()
            .wait_for(|tally| tally.under_way == 0)
            .await
            .expect("the post is open")
            .lost
    }
}

/// Whether an event was taken, refused for good, or is to be tried again (`None`).
async fn attempt(client: &reqwest::Client, hook: &Hook, event: &Value) -> Option<bool> {
    let request = client.post(&hook.url).header("user-agent", "axios/1.7.9").json(event);
    let request =
        hook.headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    match request.send().await.ok()?.status().as_u16() {
        200..=299 => Some(true),
        400 | 401 | 403 | 404 | 422 => Some(false),
        _ => None,
    }
}

async fn repeat(client: &reqwest::Client, hook: &Hook, event: &Value) -> bool {
    let mut wait = FIRST_WAIT;
    for _ in 1..TRIES {
        tokio::time::sleep(wait).await;
        if let Some(taken) = attempt(client, hook, event).await {
            return taken;
        }
        wait = (wait * 2).min(LONGEST_WAIT);
    }
    false
}
