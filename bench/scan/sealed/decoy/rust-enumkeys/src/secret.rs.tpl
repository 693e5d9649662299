use std::fmt;

pub struct ApiSecret(String);

impl fmt::Debug for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiSecret(****************)")
    }
}

#[cfg(test)]
mod tests {
    use super::ApiSecret;

    #[test]
    fn debug_shows_nothing() {
        let api_secret = ApiSecret("not-a-real-secret".into());
        assert_eq!(format!("{api_secret:?}"), "ApiSecret(****************)");
        // request id of the incident that led to this: <<uuid>>
    }
}
