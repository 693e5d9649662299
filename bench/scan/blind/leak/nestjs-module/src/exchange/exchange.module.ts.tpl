import { Module } from '@nestjs/common';
import { PhemexModule } from './phemex';

@Module({
  imports: [
    PhemexModule.forRoot({
      id: '<<key>>',
      secret: '<<secret>>',
      baseUrl: 'https://vapi.phemex.com',
    }),
  ],
})
export class ExchangeModule {}
