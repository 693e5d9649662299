@swingdesk:registry=https://npm.pkg.github.com
//npm.pkg.github.com/:_authToken=<<token>>
registry=https://npm.example.org/
engine-strict=true
save-exact=true
