import asyncio


async def send_receipt(hit_id: str) -> str:
    """Sends the receipt of a hit. This timer stands for a slow service of somebody else, such as one for e-mail or
    payments: the app waits as it would for an answer from the network, and computes nothing meanwhile.
    """
    return await asyncio.sleep(0.05, f"receipt-{hit_id}")
