"""A provider of sign-in (OpenID Connect) for one test: it says who signs in without asking anybody.

Run as a program: provider.py PORT EMAIL.
"""

import sys
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

KEY = RSAKey.generate_key(2048, {"kid": "only"})


def provider(address: str, email: str) -> Starlette:
    """Return a provider at this address that signs everybody in under this e-mail."""
    nonces: dict[str, str] = {}

    async def configuration(_request: Request) -> JSONResponse:
        names = {"authorization": "authorize", "token": "token"}
        return JSONResponse(
            {
                "issuer": address,
                "jwks_uri": f"{address}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
            | {f"{name}_endpoint": f"{address}/{path}" for name, path in names.items()}
        )

    async def authorize(request: Request) -> RedirectResponse:
        asked = request.query_params
        nonces["code"] = asked.get("nonce", "")
        answer = urlencode({"code": "code", "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 302)

    async def token(_request: Request) -> JSONResponse:
        now = int(time.time())
        claims = {
            "iss": address, "aud": "danvan", "sub": "1", "email": email, "email_verified": True,
            "iat": now, "exp": now + 600, "nonce": nonces["code"],
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "only"}, claims, KEY)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    async def keys(_request: Request) -> JSONResponse:
        return JSONResponse({"keys": [KEY.as_dict(private=False)]})

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", configuration),
            Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]),
            Route("/keys", keys),
        ]
    )


if __name__ == "__main__":
    port, email = int(sys.argv[1]), sys.argv[2]
    uvicorn.run(provider(f"http://127.0.0.1:{port}", email), port=port, log_level="warning")
