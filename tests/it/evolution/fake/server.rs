//! The HTTP side: guards, routes, instances.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};

use super::delivery::{self, Post};
use super::files::in_order;
use super::form;
use super::messages::{Answer, refusal};
use super::schema;
use super::world::{Asked, BOT, Hook, Instance, KEY, World, strikes};

type Shared = Arc<Mutex<World>>;

/// The route whose answer is a file.
const BASE64_ROUTE: &str = "getBase64FromMediaMessage";

/// What becomes of an answer with a file.
enum Cut {
    Not,
    /// It breaks off.
    Off,
    /// It stands still.
    Stuck,
}

/// Whether a route's body is held against the recorded schemas. The others look at what they need.
fn checked(route: &str) -> bool {
    (route.starts_with("message/") || route.starts_with("chat/")) && route != "message/sendText"
}

/// Runs server and webhooks on a thread of their own, whatever runtime the test uses.
pub async fn start(world: Shared) -> (String, ServerHandle, Post) {
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let (post, work) = delivery::open();
            let given = post.clone();
            let server = HttpServer::new(move || {
                App::new()
                    .app_data(web::Data::new((world.clone(), given.clone())))
                    .default_service(web::to(serve))
            })
            .workers(1)
            .disable_signals()
            .bind(("127.0.0.1", 0))
            .expect("a free port");
            let address = server.addrs()[0];
            let server = server.run();
            actix_web::rt::spawn(work);
            drop(tell.send((format!("http://{address}"), server.handle(), post)));
            server.await.expect("the server");
        });
    });
    told.await.expect("the server starts")
}

async fn serve(
    request: HttpRequest,
    body: web::Payload,
    shared: web::Data<(Shared, Post)>,
) -> HttpResponse {
    let (world, post) = shared.get_ref();
    let read = form::read(&request, body).await;
    let query: Vec<(String, String)> = web::Query::from_query(request.query_string())
        .map(web::Query::into_inner)
        .unwrap_or_default();
    let apikey =
        request.headers().get("apikey").and_then(|key| key.to_str().ok()).unwrap_or_default();
    let (answer, lost, slow, cut) = {
        let mut world = world.lock().expect("the world");
        if strikes(&mut world.faults.down) {
            return HttpResponse::ServiceUnavailable().body("starting");
        }
        let method = request.method().as_str();
        let Some((json, file)) = read else {
            return HttpResponse::BadRequest()
                .json(json!({"status": 400, "error": "Internal Server Error"}));
        };
        let shown: String = query.iter().map(|(name, value)| format!("?{name}={value}")).collect();
        let plain = decoded(request.path());
        let path = format!("{plain}{shown}");
        world.asked.push(Asked {
            method: method.into(),
            path,
            apikey: apikey.into(),
            body: json.clone(),
            file: file.clone(),
        });
        if let Some(id) = plain.strip_prefix("/s3/") {
            return copy(&mut world, id);
        }
        let answer = world.answer(method, &plain, apikey, &query, (&json, file));
        let is_file = plain.contains(BASE64_ROUTE) && answer.0 < 300;
        let cut = if is_file && strikes(&mut world.faults.files_cut) {
            Cut::Off
        } else if is_file && strikes(&mut world.faults.files_stuck) {
            Cut::Stuck
        } else if plain.starts_with("/message/send")
            && answer.0 < 300
            && strikes(&mut world.faults.break_answers)
        {
            Cut::Off
        } else {
            Cut::Not
        };
        let lost = method != "GET" && answer.0 < 300 && strikes(&mut world.faults.lose_answers);
        world.answered.send_modify(|count| *count += 1);
        let slow =
            Some(world.faults.slow_texts_ms).filter(|ms| *ms > 0 && plain.starts_with("/message/"));
        (answer, lost, slow, cut)
    };
    let (status, body, events) = answer;
    events.into_iter().for_each(|event| post.deliver(world, event));
    if lost {
        // Longer than anybody waits.
        tokio::time::sleep(Duration::from_secs(3_600)).await;
    }
    if let Some(ms) = slow {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let mut response = HttpResponse::build(StatusCode::from_u16(status).expect("a status"));
    if request.path().contains(BASE64_ROUTE) && status < 300 {
        let text = in_order(&body);
        let half = web::Bytes::copy_from_slice(&text.as_bytes()[..text.len() / 2]);
        let half = stream::once(async { Ok::<_, actix_web::Error>(half) });
        match cut {
            Cut::Not => {}
            Cut::Off => {
                let broken = actix_web::error::ErrorInternalServerError("cut");
                return response.streaming(half.chain(stream::iter([Err(broken)])));
            }
            Cut::Stuck => return response.streaming(half.chain(stream::pending())),
        }
        return response.content_type("application/json").body(text);
    }
    if let Cut::Off = cut {
        let broken = actix_web::error::ErrorInternalServerError("cut");
        return response.streaming(stream::iter([Err::<web::Bytes, _>(broken)]));
    }
    response.json(body)
}

/// A file at its address in S3, which asks for no key.
fn copy(world: &mut World, id: &str) -> HttpResponse {
    if let Some(place) = world.faults.copy_moved_to.take() {
        return HttpResponse::Found().insert_header(("location", place)).finish();
    }
    let gone = strikes(&mut world.faults.copies_gone);
    let file = world.messages.get(id).filter(|_| !gone).and_then(|message| message.what.file());
    match file {
        Some(file) => HttpResponse::Ok().content_type(file.mime.clone()).body(file.bytes.clone()),
        None => HttpResponse::NotFound().body("<Error><Code>NoSuchKey</Code></Error>"),
    }
}

/// A path without its percent signs.
fn decoded(path: &str) -> String {
    let query = format!("path={path}");
    let pairs = web::Query::<Vec<(String, String)>>::from_query(&query).expect("a path");
    pairs.into_inner().remove(0).1
}

impl World {
    fn answer(
        &mut self,
        method: &str,
        path: &str,
        apikey: &str,
        query: &[(String, String)],
        (body, file): (&Value, Option<web::Bytes>),
    ) -> Answer {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let unknown = || refusal(404, json!([format!("Cannot {method} {path}")]));
        let (route, instance) = match parts[..] {
            [""] => return self.front(),
            ["instance", "create"] => ("instance/create".into(), None),
            ["instance", "fetchInstances"] => return self.list_instances(apikey, query),
            [first, second, instance] => (format!("{first}/{second}"), Some(instance)),
            _ => return unknown(),
        };
        // Instance, then name in use, then key.
        if let Some(instance) = instance.filter(|name| !self.instances.contains_key(*name)) {
            return refusal(404, json!([format!("The \"{instance}\" instance does not exist")]));
        }
        let name = body["instanceName"].as_str().unwrap_or_default();
        if instance.is_none() && self.instances.contains_key(name) {
            return refusal(403, json!([format!("This name \"{name}\" is already in use.")]));
        }
        if apikey != KEY {
            return refusal(401, json!("Unauthorized"));
        }
        let wrong = if checked(&route) { schema::faults(method, &route, body) } else { Vec::new() };
        if !wrong.is_empty() {
            return refusal(400, json!([wrong]));
        }
        match (method, route.as_str()) {
            ("POST", "instance/create") => self.create_instance(name, body),
            ("GET", "instance/connectionState") => {
                let state = &self.named(instance).state;
                (200, json!({"instance": {"instanceName": instance, "state": state}}), Vec::new())
            }
            ("GET", "instance/connect") => self.connect(instance, query),
            ("DELETE", "instance/logout") => self.log_out(instance),
            ("GET", "webhook/find") => self.find_webhook(instance),
            ("POST", "webhook/set") => self.set_webhook(instance, body),
            ("POST", "settings/set") => self.set_settings(instance, body),
            ("POST", "message/sendText") => self.send_text(body),
            ("POST", "message/sendLocation") => self.send_place(body),
            ("POST", "message/sendContact") => self.send_cards(body),
            ("POST", "message/sendReaction") => self.send_reaction(body),
            (
                "POST",
                route @ ("message/sendMedia"
                | "message/sendWhatsAppAudio"
                | "message/sendSticker"
                | "message/sendPtv"),
            ) => self.send_file(route, body, file),
            ("POST", "chat/updateMessage") => self.update_message(body),
            ("DELETE", "chat/deleteMessageForEveryone") => self.delete_message(body),
            ("POST", "chat/markMessageAsRead") => self.mark_read(body),
            ("POST", "chat/sendPresence") => self.send_presence(body),
            ("POST", "chat/getBase64FromMediaMessage") => self.base64_of(body),
            ("POST", "chat/whatsappNumbers") => self.numbers(body),
            ("POST", "group/create") => self.create_group(body),
            ("GET", "group/fetchAllGroups") => {
                let with_people = query.iter().find(|(name, _)| name == "getParticipants");
                self.list_groups(with_people.map(|(_, value)| value.as_str()))
            }
            (_, route) if route.starts_with("group/") => {
                let Some(group) = self.named_group(query, body) else {
                    return refusal(400, json!(["The group id needs to be informed in the query"]));
                };
                match (method, route) {
                    ("GET", "group/findGroupInfos") => self.group_info(&group),
                    ("GET", "group/inviteCode") => self.invite_code(&group),
                    ("POST", "group/updateParticipant") => self.update_members(&group, body),
                    ("POST", "group/updateGroupSubject") => self.rename_group(&group, body),
                    ("DELETE", "group/leaveGroup") => self.leave_group(&group),
                    _ => unknown(),
                }
            }
            _ => unknown(),
        }
    }

    fn create_instance(&mut self, name: &str, body: &Value) -> Answer {
        if body["integration"] != json!("WHATSAPP-BAILEYS") {
            return refusal(400, json!(["Invalid integration"]));
        }
        let instance =
            Instance { state: "close".into(), settings: body.clone(), ..Instance::default() };
        self.instances.insert(name.into(), instance);
        (
            201,
            json!({"instance": {"instanceName": name, "status": "close"}, "hash": "0A0A"}),
            Vec::new(),
        )
    }

    /// The first answer after the link broke may come before there is a code.
    fn connect(&mut self, name: Option<&str>, query: &[(String, String)]) -> Answer {
        let number = query.iter().find(|(key, _)| key == "number").map(|(_, number)| number);
        let line = self.named(name);
        if line.state == "open" {
            return (200, json!({"instance": {"instanceName": name, "state": "open"}}), Vec::new());
        }
        // The number counts only where linking begins.
        if line.state == "close" {
            line.state = "connecting".into();
            line.pairing = number.map(|_| "ABCD1234".into());
        }
        line.codes += 1;
        if line.codes == 1 {
            return (200, json!({"count": 0}), Vec::new());
        }
        let code = format!("2@AAAAfakeqr{}", line.codes);
        let body = json!({"pairingCode": line.pairing, "code": code, "base64": "data:image/png;base64,", "count": 1});
        (200, body, Vec::new())
    }

    fn front(&self) -> Answer {
        if self.faults.not_evolution {
            return (200, json!({"hello": "world"}), Vec::new());
        }
        let body = json!({"status": 200, "message": "Welcome to the Evolution API, it is working!", "version": self.version, "clientName": "evolution"});
        (200, body, Vec::new())
    }

    fn list_instances(&self, apikey: &str, query: &[(String, String)]) -> Answer {
        if apikey != KEY {
            return refusal(401, json!("Unauthorized"));
        }
        let name = query.iter().find(|(key, _)| key == "instanceName").map(|(_, name)| name);
        let Some(name) = name else { return (200, json!([]), Vec::new()) };
        let Some(instance) = self.instances.get(name) else {
            return refusal(404, json!([format!("Instance \"{name}\" not found")]));
        };
        let owner = (instance.state == "open").then(|| format!("{BOT}@s.whatsapp.net"));
        let one = json!({"name": name, "connectionStatus": instance.state, "ownerJid": owner, "integration": "WHATSAPP-BAILEYS"});
        (200, json!([one]), Vec::new())
    }

    fn log_out(&mut self, name: Option<&str>) -> Answer {
        let line = self.named(name);
        if line.state == "close" {
            let said = format!("The \"{}\" instance is not connected", name.unwrap_or_default());
            return refusal(400, json!([said]));
        }
        (line.state, line.pairing) = ("close".into(), None);
        let said = json!({"status": "SUCCESS", "error": false, "response": {"message": "Instance logged out"}});
        (200, said, Vec::new())
    }

    fn find_webhook(&mut self, name: Option<&str>) -> Answer {
        let hook = self.named(name).hook.clone();
        let body = hook.map_or(
            Value::Null,
            |hook| json!({"url": hook.url, "enabled": hook.enabled, "events": hook.events}),
        );
        (200, body, Vec::new())
    }

    fn set_webhook(&mut self, name: Option<&str>, body: &Value) -> Answer {
        let hook = &body["webhook"];
        if !hook.is_object() {
            return refusal(400, json!([["instance requires property \"webhook\""]]));
        }
        let Some(events) = hook["events"].as_array() else {
            return refusal(500, json!("Cannot read properties of undefined (reading 'length')"));
        };
        let events = events.iter().filter_map(Value::as_str).map(Into::into).collect();
        let headers = hook["headers"].as_object().into_iter().flatten();
        let headers = headers
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.into())))
            .collect();
        let url = hook["url"].as_str().unwrap_or_default().into();
        self.named(name).hook =
            Some(Hook { url, headers, events, enabled: hook["enabled"] != json!(false) });
        (201, json!({"id": "cmw", "url": hook["url"], "enabled": true}), Vec::new())
    }

    fn set_settings(&mut self, instance: Option<&str>, body: &Value) -> Answer {
        for name in [
            "rejectCall",
            "groupsIgnore",
            "alwaysOnline",
            "readMessages",
            "readStatus",
            "syncFullHistory",
        ] {
            if !body[name].is_boolean() {
                return refusal(400, json!([[format!("instance requires property \"{name}\"")]]));
            }
        }
        self.named(instance).settings = body.clone();
        (201, json!({"settings": {"instanceName": instance, "settings": body}}), Vec::new())
    }
}
