//! The address of a gateway's server, as an administrator types it: what it may be, and what is to be said of
//! it. Relevo calls it from inside, so that it must not lead to places that no server of a company is at.

use std::net::{IpAddr, Ipv6Addr};

use reqwest::Url;

/// Characters of an address.
const ADDRESS_MOST: usize = 300;

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// Nothing was typed.
    Empty,
    /// It is no address.
    Unreadable,
    /// It begins with something else than http:// or https://.
    Scheme,
    /// It holds a user name or password, which would end up in logs.
    Credentials,
    /// It goes on after ? or #.
    Query,
    /// It leads where no server of anybody is: to the machine's own network settings, to everybody.
    Forbidden,
}

/// Where a host is, as far as its name or number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// This machine.
    Loopback,
    /// The company's own network.
    Private,
    /// Anywhere.
    Public,
}

/// An address that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As it is kept: without spaces around and slashes at the end.
    pub text: String,
    /// Where it is.
    pub nearness: Nearness,
    /// What is sent there can be read by anybody in between.
    pub is_plain: bool,
}

/// Reads an address.
///
/// # Errors
/// [`AddressFault`] says what is wrong with it.
pub fn read(typed: &str) -> Result<Address, AddressFault> {
    let text = typed.trim().trim_end_matches('/');
    if text.is_empty() {
        return Err(AddressFault::Empty);
    }
    if text.len() > ADDRESS_MOST {
        return Err(AddressFault::Unreadable);
    }
    let url = Url::parse(text).map_err(|_other| match text.split_once("://") {
        Some(("http" | "https", _)) => AddressFault::Unreadable,
        Some(_) | None => AddressFault::Scheme,
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(AddressFault::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressFault::Credentials);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(AddressFault::Query);
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(AddressFault::Unreadable)?;
    let nearness = nearness(host).ok_or(AddressFault::Forbidden)?;
    Ok(Address { text: text.to_owned(), nearness, is_plain: url.scheme() == "http" })
}

/// Whether a server there can call us at our own address. Only what is certain is denied: an address that
/// means «this machine» means another one elsewhere.
#[must_use]
pub fn can_call(ours: &str, theirs: &Address) -> bool {
    let Ok(ours) = read(ours) else { return false };
    ours.nearness != Nearness::Loopback || theirs.nearness == Nearness::Loopback
}

/// Whether two addresses mean the same server, as far as they say.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let origin = |text: &str| {
        let url = Url::parse(text.trim()).ok()?;
        let host = url.host_str()?.to_ascii_lowercase();
        Some((host, url.port_or_known_default(), url.path().trim_end_matches('/').to_owned()))
    };
    origin(one).is_some_and(|one| Some(one) == origin(other))
}

/// The machine that an address names, for people; empty where it cannot be read.
#[must_use]
pub fn host(text: &str) -> String {
    let url = Url::parse(text.trim()).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Nothing for places where no server is to be called.
fn nearness(host: &str) -> Option<Nearness> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let Ok(address) = bare.parse::<IpAddr>() else {
        let name = bare.trim_end_matches('.').to_ascii_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        return Some(if name == "localhost" || name.ends_with(".localhost") {
            Nearness::Loopback
        } else if !name.contains('.') || ends(&[".local", ".lan", ".internal", ".home.arpa"]) {
            Nearness::Private
        } else {
            Nearness::Public
        });
    };
    let address = match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    if address.is_unspecified() || address.is_multicast() {
        return None;
    }
    match address {
        IpAddr::V4(four) if four.is_link_local() || four.is_broadcast() => None,
        IpAddr::V6(six) if is_link_local(six) => None,
        _ if address.is_loopback() => Some(Nearness::Loopback),
        IpAddr::V4(four) if four.is_private() => Some(Nearness::Private),
        IpAddr::V6(six) if six.segments()[0] & 0xfe00 == 0xfc00 => Some(Nearness::Private),
        IpAddr::V4(_) | IpAddr::V6(_) => Some(Nearness::Public),
    }
}

fn is_link_local(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xffc0 == 0xfe80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_addresses_are_refused_and_each_says_why() {
        use AddressFault::{Credentials, Empty, Forbidden, Query, Scheme, Unreadable};
        for (typed, fault) in [
            ("  ", Empty),
            ("evolution.example", Scheme),
            ("evolution:8080", Scheme),
            ("ftp://evolution.example", Scheme),
            ("file:///etc/passwd", Scheme),
            ("gopher://127.0.0.1:25", Scheme),
            ("javascript:alert(1)", Scheme),
            ("http://", Scheme),
            ("https://evo example", Unreadable),
            ("https://ana:clave@evo.example", Credentials),
            ("https://evo.example?x=1", Query),
            ("https://evo.example#x", Query),
            ("http://169.254.169.254", Forbidden),
            ("http://[::ffff:169.254.169.254]", Forbidden),
            ("http://2852039166", Forbidden),
            ("http://0.0.0.0:8080", Forbidden),
            ("http://[fe80::1]", Forbidden),
            ("http://224.0.0.1", Forbidden),
        ] {
            assert_eq!(read(typed), Err(fault), "{typed}");
        }
        assert_eq!(read(&format!("https://{}.example", "a".repeat(400))), Err(Unreadable));
    }

    #[test]
    fn an_address_says_where_it_is_and_who_may_listen() {
        use Nearness::{Loopback, Private, Public};
        for (typed, nearness, is_plain) in [
            ("http://localhost:8081/", Loopback, true),
            ("http://127.0.0.1", Loopback, true),
            ("http://2130706433", Loopback, true),
            ("http://[::1]:8080", Loopback, true),
            ("http://evolution:8080", Private, true),
            ("http://192.168.1.4", Private, true),
            ("http://nas.local", Private, true),
            ("https://evo.example/api/", Public, false),
            ("http://evo.example", Public, true),
            ("http://8.8.8.8", Public, true),
        ] {
            let address = read(typed).unwrap();
            assert_eq!((address.nearness, address.is_plain), (nearness, is_plain), "{typed}");
            assert!(!address.text.ends_with('/'));
        }
    }

    #[test]
    fn who_is_elsewhere_cannot_call_this_machine_by_its_inner_name() {
        let call = |ours: &str, theirs: &str| can_call(ours, &read(theirs).unwrap());
        assert!(call("http://127.0.0.1:8080", "http://localhost:8081"));
        assert!(!call("http://127.0.0.1:8080", "https://evo.example"));
        assert!(!call("http://localhost:8080", "http://evolution:8080"));
        assert!(call("http://relevo:8080", "http://evolution:8080"));
        assert!(call("https://relevo.example", "https://evo.example"));
        assert!(!call("http://0.0.0.0:8080", "http://localhost:8081"));
        assert!(is_same("http://evo.example/", "http://EVO.example:80"));
        assert!(!is_same("http://evo.example/a", "http://evo.example/b"));
        assert!(!is_same("", ""));
    }
}
