//! Webhook to acknowledgement over HTTP: a customer's message, stored with all that follows from it before
//! the answer; beside two floors in the same run.
//!
//! * `relevo`: the real server, Evolution's wire format, 64 requests in flight.
//! * `floor: row`: a route that parses the same JSON and writes one row through the same group commit.
//! * `floor: answer`: a route that only answers.
//!
//! All of it in one process, for a profiler; `relevo load --spawn` measures the same between processes.
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use actix_web::web::post;
use actix_web::{App as HttpApp, HttpResponse, HttpServer};
use criterion::{Criterion, Throughput};
use relevo::app::App;
use relevo::config::Config;
use relevo::engine::Clock;
use relevo::gateway::evolution::TOKEN_HEADER;
use relevo::load::cast::Cast;
use relevo::load::floors;
use relevo::load::floors::home::Home;
use relevo::load::plan::Past;
use relevo::load::prepare::prepare;
use serde_json::json;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const IN_FLIGHT: u64 = 64;
const CUSTOMERS: u64 = 512;

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A customer's message as Evolution brings it; each is new.
fn body() -> Vec<u8> {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let jid = format!("54938{:08}@s.whatsapp.net", 15_000_000 + n % CUSTOMERS);
    let event = json!({
        "event": "messages.upsert", "instance": "bench",
        "data": {
            "key": {"remoteJid": jid, "remoteJidAlt": format!("{}@lid", 900_000 + n % CUSTOMERS), "fromMe": false, "id": format!("AC{n:030X}"), "addressingMode": "pn"},
            "pushName": "Ana Gómez", "status": "DELIVERY_ACK",
            "message": {"conversation": "Hola, sigo sin internet desde anoche, ¿me ayudan?"},
            "messageType": "conversation", "messageTimestamp": 1_795_000_000 + n,
            "instanceId": "b0df8eda-d16f-4b54-986c-0352852e2627", "source": "android"
        },
        "destination": "http://relevo.example/hooks", "date_time": "2026-11-22T11:15:30.831Z",
        "sender": "5491150009999@s.whatsapp.net", "server_url": "http://evolution:8080", "apikey": "K"
    });
    serde_json::to_vec(&event).expect("JSON")
}

/// The gateway's side: takes every send at once.
async fn sink() -> HttpResponse {
    let id = format!("3EB0{:018X}", NEXT.fetch_add(1, Ordering::Relaxed));
    HttpResponse::Created().json(json!({"key": {"remoteJid": "x@s.whatsapp.net", "fromMe": true, "id": id}, "status": "PENDING"}))
}

/// Addresses of the three servers; they run until the process ends.
struct Servers {
    relevo: String,
    row: String,
    answer: String,
    header: String,
}

fn start() -> Servers {
    let (ready, servers) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let folder = tempfile::tempdir().expect("a folder");
            let sink = HttpServer::new(|| HttpApp::new().default_service(post().to(sink)))
                .workers(1)
                .bind("127.0.0.1:0")
                .expect("a port");
            let gateway_port = sink.addrs()[0].port();
            actix_web::rt::spawn(sink.run());

            let config = Config {
                data: folder.path().join("relevo"),
                listen: "127.0.0.1:0".parse().expect("an address"),
                ..Config::default()
            };
            let cast = Cast { agents: 1, slots: 1, groups: 1 };
            let webhook = prepare(&config, cast, Past::default(), gateway_port, &mut |_| ())
                .expect("a prepared folder")
                .webhook;
            let app = App::start(config, Clock::system()).await.expect("relevo starts");
            let server = relevo::web::serve(&app).await.expect("relevo serves");
            let relevo = format!("http://{}/hooks/evolution/{}", server.listens, webhook.path);
            actix_web::rt::spawn(server.running);

            let mut home = Home::new(folder.path(), None).expect("a folder");
            let place = home.place("server").expect("a database");
            let (address, floors) = floors::server::serve(&place.database).expect("floors");
            let base = format!("http://{address}/hooks/evolution");
            actix_web::rt::spawn(floors);
            ready
                .send(Servers {
                    relevo,
                    row: format!("{base}/row"),
                    answer: format!("{base}/answer"),
                    header: webhook.header,
                })
                .expect("somebody waits");
            std::future::pending::<()>().await;
            drop((home, folder, app));
        });
    });
    servers.recv().expect("servers start")
}

/// So many requests, [`IN_FLIGHT`] at a time.
async fn run(client: reqwest::Client, url: Arc<str>, header: Arc<str>, requests: u64) {
    let left = Arc::new(AtomicU64::new(requests));
    let workers: Vec<_> = (0..IN_FLIGHT)
        .map(|_| {
            let (client, url, header, left) =
                (client.clone(), Arc::clone(&url), Arc::clone(&header), Arc::clone(&left));
            tokio::spawn(async move {
                while left
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1))
                    .is_ok()
                {
                    let request = client.post(&*url).header(TOKEN_HEADER, &*header).body(body());
                    let status = request.send().await.expect("an answer").status();
                    assert!(status.is_success(), "{status}");
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.expect("a worker ends");
    }
}

fn webhooks(c: &mut Criterion) {
    let servers = start();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let client = reqwest::Client::new();
    let mut group = c.benchmark_group("webhook to acknowledgement, 64 in flight");
    group
        .throughput(Throughput::Elements(1))
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    for (name, url) in [
        ("relevo", &servers.relevo),
        ("floor: row", &servers.row),
        ("floor: answer", &servers.answer),
    ] {
        let (url, header): (Arc<str>, Arc<str>) =
            (url.as_str().into(), servers.header.as_str().into());
        group.bench_function(name, |b| {
            b.iter_custom(|requests| {
                #[allow(clippy::disallowed_methods, reason = "a bench measures real time")]
                let begin = Instant::now();
                runtime.block_on(run(
                    client.clone(),
                    Arc::clone(&url),
                    Arc::clone(&header),
                    requests,
                ));
                begin.elapsed()
            });
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    webhooks(&mut criterion);
    criterion.final_summary();
}
