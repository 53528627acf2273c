//! Every address, asked for by everybody.

use std::collections::BTreeSet;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use diesel::RunQueryDsl;
use relevo::store::users::Role;
use relevo::web::access::{Kind, Need, ROUTES};

use super::house::{Answer, House, with_cookie};

#[test]
fn every_address_that_is_registered_is_in_the_table_and_no_other() {
    let registered = registered(include_str!("../../../src/web/routes.rs"));
    assert!(registered.len() > 40, "{registered:?}");
    let table: BTreeSet<(String, String)> =
        ROUTES.iter().map(|route| (route.method().to_string(), route.pattern.to_owned())).collect();
    assert_eq!(table.len(), ROUTES.len(), "a row is there twice");
    let missing: Vec<_> = registered.difference(&table).collect();
    assert!(missing.is_empty(), "these need a row in src/web/access.rs: {missing:?}");
    let too_many: Vec<_> = table.difference(&registered).collect();
    assert!(too_many.is_empty(), "nobody answers these: {too_many:?}");
}

#[actix_web::test]
async fn each_address_opens_to_who_may_and_to_nobody_else() {
    let house = House::open().await;
    let people = [
        (None, None),
        (Some(Role::Operator), Some(house.user("ope", Role::Operator).await)),
        (Some(Role::Supervisor), Some(house.user("sup", Role::Supervisor).await)),
        (Some(Role::Admin), Some(house.user("adm", Role::Admin).await)),
    ];
    for route in ROUTES {
        let path = route.pattern.replace("{line}", "1").replace("{no}", "1").replace("{id}", "1");
        let path = path.replace("{key}", "goodbye").replace("{tag}", "x").replace("{name}", "y");
        let path = path.replace("{hash}", &"0".repeat(64));
        for (role, person) in &people {
            let method = route.method();
            let request = TestRequest::default().method(method.clone()).uri(&path);
            let request = match method {
                Method::POST => request.set_form([("a", "b")]),
                _ => request,
            };
            let answer = house.ask(with_cookie(request, person.as_ref())).await;
            let told = format!("{method} {path} for {role:?}: {}", answer.status);
            let to_login = answer.header("location").starts_with("/login");
            match (allowed(route.need, *role), role) {
                (false, None) => {
                    assert_eq!((answer.status, to_login), (StatusCode::SEE_OTHER, true), "{told}");
                }
                (false, Some(_)) => assert_eq!(answer.status, StatusCode::FORBIDDEN, "{told}"),
                // A form that was not made for this session does nothing, whoever sends it.
                (true, _) if route.kind != Kind::Shows => {
                    let is_upload = route.pattern == "/simulador/archivo";
                    let wanted =
                        if is_upload { StatusCode::BAD_REQUEST } else { StatusCode::FORBIDDEN };
                    assert_eq!(answer.status, wanted, "{told}");
                }
                (true, _) => {
                    assert_ne!(answer.status, StatusCode::FORBIDDEN, "{told}");
                    assert!(answer.status.as_u16() < 500 && !to_login, "{told}");
                }
            }
            is_safe(&answer, &told);
        }
    }
    assert!(house.deeds().is_empty(), "nothing was done: {:?}", house.deeds());
    house.close().await;
}

#[actix_web::test]
async fn errors_tell_nothing_of_the_inside_and_every_answer_is_protected() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let big = "x".repeat(100_000);
    let mut answers = vec![
        ("404", house.get(Some(&admin), "/no-existe").await),
        ("404 for nobody", house.get(None, "/../../etc/passwd").await),
        ("asset", house.get(None, "/assets/x/relevo.css").await),
        ("ids", house.get(Some(&admin), "/ajustes/usuarios/99999999999999999999").await),
        ("key", house.get(Some(&admin), "/ajustes/mensajes/no-such-key").await),
        ("large", house.post(&admin, "/cuenta/clave", &[("ahora", &big)]).await),
        ("query", house.get(Some(&admin), "/ajustes/auditoria?antes=%ff&que=%00&desde=9").await),
        ("wrong way", house.ask(TestRequest::delete().uri("/tablero")).await),
    ];
    let mut conn = house.company.app.database.writer().unwrap();
    diesel::sql_query("DROP TABLE audit").execute(&mut conn).unwrap();
    answers.push(("500", house.get(Some(&admin), "/ajustes/auditoria").await));
    for (what, answer) in &answers {
        is_safe(answer, what);
    }
    let status = |n: usize| answers[n].1.status.as_u16();
    assert_eq!([status(0), status(1), status(3), status(4), status(8)], [404, 404, 404, 404, 500]);
    assert_eq!((status(5), status(6), status(7)), (413, 200, 404));
    house.close().await;
}

/// Nothing of the inside, and all the headers that keep a browser from doing what we did not ask it to.
fn is_safe(answer: &Answer, told: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{told}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{told}");
    assert_eq!(answer.header("x-frame-options"), "DENY", "{told}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{told}");
    assert_eq!(answer.header("server"), "", "{told}");
    if answer.status.as_u16() < 400 {
        return;
    }
    let text = answer.text().to_lowercase();
    for inside in
        ["sqlite", "diesel", "panicked", "src/", ".rs", "actix", "no such table", "select ", "/tmp"]
    {
        assert!(!text.contains(inside), "{told} says «{inside}»: {text}");
    }
    assert!(!text.contains(env!("CARGO_PKG_VERSION")), "{told} says the version");
}

fn allowed(need: Need, role: Option<Role>) -> bool {
    match (need, role) {
        (Need::Nothing, _) => true,
        (_, None) => false,
        (Need::Account, Some(_)) => true,
        (Need::Act, Some(role)) => role != Role::Operator,
        (Need::Administer, Some(role)) => role == Role::Admin,
    }
}

/// Addresses with their methods, read from the source: a path that begins with `/` in quotes, and the methods up
/// to the next one. Webhooks are for gateways, and are not of the panel.
fn registered(source: &str) -> BTreeSet<(String, String)> {
    let (_, panel) = source.split_once("// For people.").expect("the panel's part");
    let (panel, _) = panel.split_once("fn headers()").expect("its end");
    let mut found = BTreeSet::new();
    for part in panel.split("\"/").skip(1) {
        let (path, rest) = part.split_once('"').expect("a closed string");
        for (word, method) in [("get().to", "GET"), ("post().to", "POST")] {
            let of_default = rest.split(".default_service").next().unwrap_or_default();
            if of_default.contains(word) {
                found.insert((method.to_owned(), format!("/{path}")));
            }
        }
    }
    found
}
